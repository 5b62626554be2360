package usrfile

// RequestData is the payload of a .req file that registers a module on a poste,
// schema 1. The requester and the poste are in the message.
type RequestData struct {
	Module      string  `json:"module"`
	User        string  `json:"user"`     // e-mail or login of the requester
	Label       string  `json:"label"`    // as wished
	Location    string  `json:"location"` // as wished
	SignKey     Bytes32 `json:"sign_key"` // the poste's Ed25519 key, which signs the file
	BoxKey      Bytes32 `json:"box_key"`  // the poste's X25519 key
	Nonce       Bytes16 `json:"nonce"`
	Application string  `json:"application"` // version of the program
	Schema      uint32  `json:"schema"`      // newest payload schema that the poste reads
	Previous    Bytes32 `json:"previous"`    // digest of the sender's message before this one; zero for its first
}

// EncodeRequestData gives the payload; data that no reader would take is refused.
func EncodeRequestData(d RequestData) ([]byte, error) { return encodePayload(d) }

// DecodeRequestData reads the payload of a registration strictly.
func DecodeRequestData(payload []byte) (RequestData, error) {
	return decodePayload[RequestData](payload)
}

func (d RequestData) check(c *checker) {
	c.word(d.Module, "module")
	c.filled(d.User, "user")
	c.keys(d.SignKey, d.BoxKey)
	c.that(!isZero(d.Nonce), "nonce")
	c.filled(d.Application, "application")
	c.that(d.Schema >= 1, "schema")
}

// VerifyRegistration reads a registration, whose signer nobody knows yet: the
// key stands in the plain payload, and only says that whoever wrote the file
// holds it. What ties it to a poste is RequestFingerprint, compared by voice.
func VerifyRegistration(e *Envelope) (*Message, RequestData, error) {
	claimed := e.Unverified()
	if e.Kind != KindRequest || claimed.Mode != Plain {
		return nil, RequestData{}, refuse(ErrMode, "a registration is a plain request, not a %s %s", claimed.Mode, e.Kind)
	}
	data, err := DecodeRequestData(claimed.Payload)
	if err != nil {
		return nil, RequestData{}, err
	}
	m, err := e.Verify(data.SignKey)
	if err != nil {
		return nil, RequestData{}, err
	}
	return m, data, nil
}
