package usrfile

import "github.com/google/uuid"

// ReplyData is the payload of a .rep file that answers a registration, schema 1.
type ReplyData struct {
	Request  Bytes32 `json:"request"` // digest of the request's message
	Approved bool    `json:"approved"`
	// Registration is the digest of the request by which head office registered
	// the poste's keys, see Registration: the one answered, or an earlier one for
	// another module. Zero when refused.
	Registration Bytes32       `json:"registration"`
	Reason       string        `json:"reason"`       // of a refusal
	PosteNumber  int           `json:"poste_number"` // 0 when refused
	Label        string        `json:"label"`
	Location     string        `json:"location"`
	Modules      List[string]  `json:"modules"`
	Postes       List[Poste]   `json:"postes"`
	Books        List[Book]    `json:"books"`    // with the grants to this poste
	Journals     List[Journal] `json:"journals"` // likewise
	Chain        Chain         `json:"chain"`    // zero when the poste needs none
}

// EncodeReplyData gives the payload; data that no reader would take is refused.
func EncodeReplyData(d ReplyData) ([]byte, error) { return encodePayload(d) }

// DecodeReplyData reads the payload of a .rep file strictly.
func DecodeReplyData(payload []byte) (ReplyData, error) {
	return decodePayload[ReplyData](payload)
}

func (d ReplyData) check(c *checker) {
	c.that(!isZero(d.Request), "request")
	if d.Approved {
		c.between(int64(d.PosteNumber), 1, maxPoste, "poste_number")
		c.that(len(d.Modules) > 0, "modules")
		c.that(d.Reason == "", "reason")
		c.that(!isZero(d.Registration), "registration")
	} else {
		c.that(isZero(d.Registration), "registration")
		c.that(d.PosteNumber == 0, "poste_number")
		c.that(len(d.Modules)+len(d.Books)+len(d.Journals) == 0, "modules, books and journals")
	}
	c.modules(d.Modules, "modules")
	each(c, "postes", d.Postes, Poste.check)
	each(c, "books", d.Books, Book.check)
	distinct(c, "postes", d.Postes, func(p Poste) uuid.UUID { return p.ID })
	distinct(c, "books", d.Books, func(b Book) uuid.UUID { return b.ID })
	each(c, "journals", d.Journals, Journal.check)
	distinct(c, "journals", d.Journals, func(j Journal) uuid.UUID { return j.ID })
}
