package exchange

import "github.com/comptoir/comptoir/usrfile"

// Genuine gives the payload of a file of an issuer to this poste, whatever its time
// and place in the order: so it can be told what the file is about, and what opens
// it judges the rest.
func Genuine(s Store, r Receiver, p Parcel, want usrfile.Kind) ([]byte, error) {
	o, err := authenticate(s, p, want)
	if err != nil {
		return nil, err
	}
	if err := r.checkAudience(o.Message); err != nil {
		return nil, err
	}
	payload, err := o.Message.Open(r.Key)
	return payload, AsFault(err)
}
