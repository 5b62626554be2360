package usrfile

// JournalHandover brings the poste that keeps a journal what was posted in it before
// its grant, in runs of which each leads to the next and the last to the granted
// head. The last has the closings, so that the next one follows them.
type JournalHandover struct {
	Granted  Head                `json:"granted"` // of the ownership
	Closings List[HandedClosing] `json:"closings"`
	PostingRun
}

// HandedClosing is a closing as head office holds it.
type HandedClosing struct {
	Closing
	State  string  `json:"state"`  // stands, sent, released, rejected or void
	Digest Bytes32 `json:"digest"` // of the message that brought it; zero for a day
	Parts  int     `json:"parts"`  // files that it came in; 0 for a day
}

func (h JournalHandover) check(c *checker) {
	h.Granted.check(c.in("granted"))
	c.that(h.Granted.Seq >= 1 && h.PostingRun.Head.Seq <= h.Granted.Seq, "head")
	h.PostingRun.check(c)
	c.that(len(h.Closings) <= MaxClosings, "closings")
	c.that(len(h.Closings) == 0 || h.PostingRun.Head == h.Granted, "closings before the last run")
	each(c, "closings", h.Closings, HandedClosing.check)
	for i, k := range h.Closings {
		c.that(k.Number == int64(i)+1, "closings out of order")
		c.that(i == 0 || k.Prev == h.Closings[i-1].Hash, "closings out of order")
	}
}

func (k HandedClosing) check(c *checker) {
	k.Closing.check(c)
	c.oneOf(k.State, "state", "stands", "sent", "released", "rejected", "void")
	c.that((k.Kind == "day") == isZero(k.Digest), "digest")
	c.that((k.Kind == "day") == (k.Parts == 0) && k.Parts >= 0 && k.Parts <= maxItems, "parts")
}
