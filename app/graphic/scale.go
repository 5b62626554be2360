package graphic

// widest is the largest value, either way, that has a place of its own: room is
// left for the tick beyond it. Balances are far below it.
const widest = 4_000_000_000_000_000_000

// Ticks gives round values, evenly spaced by 1, 2 or 5 times a power of ten,
// from the last one not above low to the first one not below high, in at most so
// many steps. Equal ends give one step above.
func Ticks(low, high int64, steps int) []int64 {
	low, high = clamp(low), clamp(high)
	if high <= low {
		high = low + 1
	}
	for power := int64(1); ; power *= 10 {
		for _, factor := range []int64{1, 2, 5} {
			step := factor * power
			from, until := floor(low, step), ceiling(high, step)
			if until/step-from/step <= int64(max(steps, 2)) {
				return spaced(from, until, step)
			}
		}
	}
}

func spaced(from, until, step int64) []int64 {
	var ticks []int64
	for i := from / step; i <= until/step; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks
}

func clamp(v int64) int64 { return min(max(v, -widest), widest) }

// floor gives the last multiple of step that is not above v.
func floor(v, step int64) int64 {
	if rest := v % step; rest < 0 {
		return v - rest - step
	} else {
		return v - rest
	}
}

// ceiling gives the first multiple of step that is not below v.
func ceiling(v, step int64) int64 { return -floor(-v, step) }

// Scale puts values between two places.
type Scale struct {
	Low, High int64
	From, To  float64
}

// At gives the place of a value; beyond the ends it stays within them.
func (s Scale) At(v int64) float64 {
	v = min(max(v, s.Low), s.High)
	if s.High <= s.Low {
		return s.From
	}
	// The span of two far ends is more than an int64 has, but not more than
	// a uint64.
	share := float64(uint64(v)-uint64(s.Low)) / float64(uint64(s.High)-uint64(s.Low))
	return s.From + (s.To-s.From)*share
}
