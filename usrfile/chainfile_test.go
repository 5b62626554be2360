package usrfile_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

func chainFile(t testing.TB) []byte {
	t.Helper()
	file, err := usrfile.EncodeChainFile(newChain(t, firstLink(), rootKey), fileID, issuedAt, rootKey)
	return must(t, file, err)
}

func TestChainFileArrives(t *testing.T) {
	m, trust, err := usrfile.VerifyChainFile(inspect(t, chainFile(t)))
	if err != nil {
		t.Fatal(err)
	}
	if m.Kind != usrfile.KindTrustChain || trust.Organisation() != orgID || trust.Version() != 1 {
		t.Errorf("%s of %s, version %d", m.Kind, trust.Organisation(), trust.Version())
	}
}

func TestChainFileIsSignedByARootOfItsNewestLink(t *testing.T) {
	chain := newChain(t, firstLink(), rootKey)
	_, err := usrfile.EncodeChainFile(chain, fileID, issuedAt, issuerKey)
	refused(t, err, usrfile.ErrUnknownKey)

	id := rootX.ID()
	stranger := forge(t, chainFile(t), rootX, func(h, m []byte) {
		copy(h[12:20], id[:])
		copy(m[32+12:], id[:])
	})
	_, _, err = usrfile.VerifyChainFile(inspect(t, stranger))
	refused(t, err, usrfile.ErrUnknownKey)
}

func TestChainFileSaysItsVersion(t *testing.T) {
	file := forge(t, chainFile(t), rootKey, func(_, m []byte) { m[131] = 2 })
	_, _, err := usrfile.VerifyChainFile(inspect(t, file))
	refused(t, err, usrfile.ErrSerial)
}

func TestChainFileIsOfItsOrganisation(t *testing.T) {
	file := forge(t, chainFile(t), rootKey, func(_, m []byte) { m[72] ^= 1 })
	_, _, err := usrfile.VerifyChainFile(inspect(t, file))
	refused(t, err, usrfile.ErrOrganisation)
}

func TestOtherKindsAreNotChainFiles(t *testing.T) {
	_, _, err := usrfile.VerifyChainFile(inspect(t, encode(t, plainUser([]byte("{}")), issuerKey)))
	refused(t, err, usrfile.ErrKind)
	_, _, err = usrfile.VerifyRegistration(inspect(t, chainFile(t)))
	refused(t, err, usrfile.ErrMode)
}

// Rows 10 and 11 of the threat table, as far as keys and organisation go.
func TestTrustVerifiesTheFilesOfHeadOffice(t *testing.T) {
	link := firstLink()
	revoked := usrfile.SigningKeyFromSeed(seed(31))
	link.Issuers = append(link.Issuers, usrfile.Issuer{Public: revoked.Public(), Epoch: 1, Revoked: true,
		Kinds: []usrfile.Kind{usrfile.KindUserData}, From: issuedAt, Until: yearEnd})
	trust := verified(t, newChain(t, link, rootKey))
	tests := []struct {
		name   string
		edit   edit
		signer usrfile.SigningKey
		want   usrfile.Reason
	}{
		{"genuine", func(*usrfile.Message) {}, issuerKey, ""},
		{"unknown key", func(*usrfile.Message) {}, rootX, usrfile.ErrUnknownKey},
		{"signed by the root", func(*usrfile.Message) {}, rootKey, usrfile.ErrUnknownKey},
		{"revoked key", func(*usrfile.Message) {}, revoked, usrfile.ErrKeyRevoked},
		{"unknown key of another organisation", func(m *usrfile.Message) { m.Organisation = userID }, rootX, usrfile.ErrOrganisation},
		{"another organisation", func(m *usrfile.Message) { m.Organisation = userID }, issuerKey, usrfile.ErrOrganisation},
		{"wrong epoch", func(m *usrfile.Message) { m.KeyEpoch = 2 }, issuerKey, usrfile.ErrKeyEpoch},
		{"newer chain needed", func(m *usrfile.Message) { m.MinChain = 2 }, issuerKey, usrfile.ErrChainOld},
		{"key not valid yet", issuedOn(issuedAt.Add(-2 * time.Hour)), issuerKey, usrfile.ErrKeyTime},
		{"key not valid any more", issuedOn(yearEnd), issuerKey, usrfile.ErrKeyTime},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := plainUser([]byte("{}"))
			test.edit(&m)
			_, err := trust.Verify(inspect(t, encode(t, m, test.signer)))
			wants(t, err, test.want)
		})
	}
	record := base(usrfile.KindRecord)
	record.KeyEpoch = 1
	_, err := trust.Verify(inspect(t, encode(t, record, issuerKey)))
	refused(t, err, usrfile.ErrKeyKind)
}

// issuedOn moves a message of user data to another instant.
func issuedOn(at time.Time) edit {
	return func(m *usrfile.Message) {
		m.Issued, m.Expires, m.Serial = at, at.Add(usrfile.UserDataWindow), uint64(at.Unix())*1000
	}
}

// A registration brings its own key; it must be the one that signed.
func TestRegistrationIsSignedByTheKeyItCarries(t *testing.T) {
	data := sampleRequest()
	payload, err := usrfile.EncodeRequestData(data)
	must(t, payload, err)
	m, read, err := usrfile.VerifyRegistration(inspect(t, encode(t, requestMessage(payload), posteSign)))
	if err != nil || read != data || m.Poste != posteID {
		t.Fatalf("got %+v, %v", read, err)
	}
	_, _, err = usrfile.VerifyRegistration(inspect(t, encode(t, requestMessage(payload), rootX)))
	refused(t, err, usrfile.ErrUnknownKey)

	swapped := sampleRequest()
	swapped.BoxKey = officeBox.Public()
	other, err := usrfile.EncodeRequestData(swapped)
	must(t, other, err)
	file := encode(t, requestMessage(payload), posteSign)
	_, _, err = usrfile.VerifyRegistration(inspect(t, bytes.Replace(file, payload, other, 1)))
	refused(t, err, usrfile.ErrSignature)
}

// Row 19: a request swapped on the way is heard in the fingerprint.
func TestSwappedRequestSoundsDifferent(t *testing.T) {
	fingerprints := make(map[string]bool)
	for _, key := range []usrfile.SigningKey{posteSign, rootX} {
		data := sampleRequest()
		data.SignKey = key.Public()
		payload, err := usrfile.EncodeRequestData(data)
		must(t, payload, err)
		m, _, err := usrfile.VerifyRegistration(inspect(t, encode(t, requestMessage(payload), key)))
		must(t, m, err)
		fingerprints[usrfile.RequestFingerprint(m.Digest())] = true
	}
	if len(fingerprints) != 2 {
		t.Errorf("two requests sound alike: %v", fingerprints)
	}
}

func TestRootsAreFoundByTheirIdentifier(t *testing.T) {
	trust := verified(t, newChain(t, firstLink(), rootKey))
	if public, known := trust.Root(rootKey.ID()); !known || public != rootKey.Public() {
		t.Error("the root is not found")
	}
	if _, known := trust.Root(issuerKey.ID()); known {
		t.Error("an issuer passes for a root")
	}
}
