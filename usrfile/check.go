package usrfile

import (
	"slices"
	"strconv"
	"time"
)

// Bounds of payload fields.
const (
	maxPoste       = 1<<20 - 1
	maxDays        = 36_500
	maxLockMinutes = 24 * 60
	maxWord        = 64
)

// payload is what a kind carries; check reports what is wrong with its fields.
type payload interface{ check(*checker) }

func encodePayload(p payload) ([]byte, error) {
	var c checker
	p.check(&c)
	if err := c.result(); err != nil {
		return nil, err
	}
	return marshal(p, maxPayload)
}

func decodePayload[P payload](b []byte) (P, error) {
	var p, none P
	if err := unmarshal(b, &p, maxPayload); err != nil {
		return none, err
	}
	var c checker
	p.check(&c)
	if err := c.result(); err != nil {
		return none, err
	}
	return p, nil
}

// checker keeps the first field that is wrong.
type checker struct {
	path string
	root *checker
	err  error
}

// in gives a checker for a part, which reports to the same place.
func (c *checker) in(name string) *checker {
	return &checker{path: c.path + name + ".", root: c.top()}
}

func (c *checker) top() *checker {
	if c.root == nil {
		return c
	}
	return c.root
}

func (c *checker) result() error { return c.top().err }

func (c *checker) that(right bool, field string) {
	if !right {
		c.note(refuse(ErrPayload, "%s%s", c.path, field))
	}
}

func (c *checker) note(err error) {
	if top := c.top(); top.err == nil {
		top.err = err
	}
}

func (c *checker) filled(text, field string) { c.that(text != "", field) }

func (c *checker) between(n, low, high int64, field string) {
	c.that(n >= low && n <= high, field)
}

func (c *checker) oneOf(word, field string, words ...string) {
	c.that(slices.Contains(words, word), field)
}

func (c *checker) instant(i Instant, field string) {
	c.between(int64(i), 0, maxSeconds, field)
}

// word wants lower-case letters, digits and hyphens, beginning with a letter.
func (c *checker) word(text, field string) {
	c.that(len(text) <= maxWord && isWord(text), field)
}

func isWord(text string) bool {
	for i, r := range []byte(text) {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return false
		}
	}
	return text != ""
}

func (c *checker) country(code, field string) {
	c.that(code == "" || len(code) == 2 && isUpper(code), field)
}

func (c *checker) currency(code, field string) {
	c.that(len(code) == 3 && isUpper(code), field)
}

func isUpper(text string) bool {
	for _, r := range []byte(text) {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

func (c *checker) day(text, field string) {
	if text == "" {
		return
	}
	_, err := time.Parse(time.DateOnly, text)
	c.that(err == nil, field)
}

func (c *checker) modules(words List[string], field string) {
	for _, word := range words {
		c.word(word, field)
	}
	distinct(c, field, words, func(word string) string { return word })
}

func (c *checker) keys(sign, box Bytes32) {
	if err := CheckSigningPublic(sign); err != nil {
		c.note(err)
	}
	if err := CheckBoxPublic(box); err != nil {
		c.note(err)
	}
}

// each checks the items of a list, naming them by their place.
func each[T any](c *checker, name string, items List[T], check func(T, *checker)) {
	for i, item := range items {
		check(item, c.in(name+"."+strconv.Itoa(i)))
	}
}

// follow wants items to lead from after to head without a gap.
func follow[T any](c *checker, name string, after, head Head, items List[T], of func(T) Head) {
	end, disorder := after, name+" out of order"
	for _, item := range items {
		next := of(item)
		c.that(next.Seq == end.Seq+1, disorder)
		next.Number = max(end.Number, next.Number)
		end = next
	}
	c.that(end == head, "head")
}

// distinct wants no key twice.
func distinct[T any, K comparable](c *checker, name string, items List[T], key func(T) K) {
	seen := make(map[K]bool, len(items))
	for i, item := range items {
		c.that(!seen[key(item)], name+"."+strconv.Itoa(i)+" twice")
		seen[key(item)] = true
	}
}
