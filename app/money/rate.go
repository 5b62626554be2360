package money

// Rate is how many major units of one currency are worth one major unit of
// another, with ten decimals: 655.957 is 6 559 570 000 000.
type Rate int64

// RateOne is the rate 1.
const RateOne Rate = 10_000_000_000
