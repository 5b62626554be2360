package usrfile

import "io"

// ReadStart reads the beginning of a signed file and gives what it says of
// itself, without its payload: enough to put many files in order before they are
// read. Nothing of it may be believed, and the file may be another one when it is
// read.
func ReadStart(path string) (Message, error) {
	f, size, err := openRegular(path)
	if err != nil {
		return Message{}, err
	}
	defer f.Close()
	start := make([]byte, min(size, messageAt+atPayload))
	if _, err := io.ReadFull(f, start); err != nil {
		return Message{}, refuse(ErrChanging, "shrank while it was read")
	}
	header, err := parseHeader(start, size)
	if err != nil {
		return Message{}, err
	}
	m := parseFields(start[messageAt:])
	m.Payload, m.signed, m.signer = nil, nil, header.keyID
	return *m, nil
}
