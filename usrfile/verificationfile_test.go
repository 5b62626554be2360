package usrfile_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func sampleVerificationData(t testing.TB) usrfile.VerificationData {
	t.Helper()
	v := sampleVerification(t)
	return usrfile.VerificationData{
		Code: newRequest(t, v, 77).String(), Subject: v.Subject.Value, Authorisation: "Accord de M. Ba", Beneficiary: "Awa Diop",
		Project: "P01", Journal: "Caisse", Reason: "Disque remplacé", Previous: usrfile.Bytes32{9},
	}
}

func sampleVerificationReply(t testing.TB) usrfile.VerificationReplyData {
	t.Helper()
	return usrfile.VerificationReplyData{Request: usrfile.Bytes32{1}, Code: sampleVerificationData(t).Code, Approved: true}
}

func TestVerificationPayloadsArriveAsSent(t *testing.T) {
	payload, err := usrfile.EncodeVerificationData(sampleVerificationData(t))
	must(t, payload, err)
	read, err := usrfile.DecodeVerificationData(payload)
	want := sampleVerificationData(t)
	want.Type = "verification"
	if err != nil || read != want {
		t.Errorf("request arrived as %+v, %v", read, err)
	}
	reply, err := usrfile.EncodeVerificationReplyData(sampleVerificationReply(t))
	must(t, reply, err)
	readReply, err := usrfile.DecodeVerificationReplyData(reply)
	must(t, readReply, err)
	again, err := usrfile.EncodeVerificationReplyData(readReply)
	if err != nil || !bytes.Equal(again, reply) || !readReply.Approved || readReply.Code != want.Code {
		t.Errorf("reply arrived as %s, %v", again, err)
	}
}

// A registration is never taken for a verification, nor the other way round.
func TestVerificationPayloadsAreTold(t *testing.T) {
	asked, err := usrfile.EncodeVerificationData(sampleVerificationData(t))
	must(t, asked, err)
	answered, err := usrfile.EncodeVerificationReplyData(sampleVerificationReply(t))
	must(t, answered, err)
	request, err := usrfile.EncodeRequestData(sampleRequest())
	must(t, request, err)
	reply, err := usrfile.EncodeReplyData(sampleReply([32]byte{1}))
	must(t, reply, err)
	for _, c := range []struct {
		payload []byte
		want    bool
	}{{asked, true}, {answered, true}, {request, false}, {reply, false}, {nil, false}} {
		if got := usrfile.IsVerification(c.payload); got != c.want {
			t.Errorf("%v for %s", got, c.payload)
		}
	}
	_, err = usrfile.DecodeRequestData(asked)
	refused(t, err, usrfile.ErrPayload)
	_, err = usrfile.DecodeReplyData(answered)
	refused(t, err, usrfile.ErrPayload)
	_, err = usrfile.DecodeVerificationData(answered)
	refused(t, err, usrfile.ErrPayload)
	_, err = usrfile.DecodeVerificationReplyData(asked)
	refused(t, err, usrfile.ErrPayload)
}

func TestVerificationRequestsKeepTheirRules(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.VerificationData){
		"no code":              func(d *usrfile.VerificationData) { d.Code = "" },
		"a code with a typo":   func(d *usrfile.VerificationData) { d.Code = d.Code[:23] + "u" },
		"a code in lower case": func(d *usrfile.VerificationData) { d.Code = strings.ToLower(d.Code) },
		"a code of one group":  func(d *usrfile.VerificationData) { d.Code = d.Code[:4] },
		"no subject":           func(d *usrfile.VerificationData) { d.Subject = usrfile.Bytes32{} },
		"no reason":            func(d *usrfile.VerificationData) { d.Reason = "" },
		"a reason of two rows": func(d *usrfile.VerificationData) { d.Reason = "a\nb" },
	} {
		t.Run(name, func(t *testing.T) {
			d := sampleVerificationData(t)
			edit(&d)
			_, err := usrfile.EncodeVerificationData(d)
			refused(t, err, usrfile.ErrPayload)
		})
	}
	for name, edit := range map[string]func(*usrfile.VerificationReplyData){
		"answers nothing":       func(d *usrfile.VerificationReplyData) { d.Request = usrfile.Bytes32{} },
		"no code":               func(d *usrfile.VerificationReplyData) { d.Code = "" },
		"permits with a reason": func(d *usrfile.VerificationReplyData) { d.Reason = "non" },
		"refuses without":       func(d *usrfile.VerificationReplyData) { d.Approved = false },
	} {
		t.Run(name, func(t *testing.T) {
			d := sampleVerificationReply(t)
			edit(&d)
			_, err := usrfile.EncodeVerificationReplyData(d)
			refused(t, err, usrfile.ErrPayload)
		})
	}
}

// What the file states must be what its code was made for.
func TestVerificationFilesAskForWhatTheirCodeAsks(t *testing.T) {
	v := sampleVerification(t)
	r, got, err := sampleVerificationData(t).Asks(orgID, posteID, 12, userID)
	if err != nil || got != v || r != newRequest(t, v, 77) {
		t.Errorf("asks for %+v by %v, %v", got, r, err)
	}
	lifted := sampleVerificationData(t)
	lifted.Subject[0]++
	for name, asks := range map[string]func() error{
		"another subject": func() error { _, _, err := lifted.Asks(orgID, posteID, 12, userID); return err },
		"another person":  func() error { _, _, err := sampleVerificationData(t).Asks(orgID, posteID, 12, orgID); return err },
		"another poste":   func() error { _, _, err := sampleVerificationData(t).Asks(orgID, orgID, 12, userID); return err },
		"another number":  func() error { _, _, err := sampleVerificationData(t).Asks(orgID, posteID, 13, userID); return err },
	} {
		t.Run(name, func(t *testing.T) { refused(t, asks(), usrfile.ErrCodeUnknown) })
	}
	_, _, err = sampleVerificationData(t).Asks(uuid.Nil, posteID, 12, userID)
	refused(t, err, usrfile.ErrField)
}

// Whatever arrives, a payload that is taken has one spelling.
func FuzzVerificationPayloads(f *testing.F) {
	request, err := usrfile.EncodeVerificationData(sampleVerificationData(f))
	must(f, request, err)
	reply, err := usrfile.EncodeVerificationReplyData(sampleVerificationReply(f))
	must(f, reply, err)
	f.Add(uint16(0), uint16(0), []byte(nil))
	f.Add(uint16(30), uint16(4), []byte("verification"))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(request, at, cut, insert), usrfile.DecodeVerificationData, usrfile.EncodeVerificationData)
		roundTrip(t, splice(reply, at, cut, insert), usrfile.DecodeVerificationReplyData, usrfile.EncodeVerificationReplyData)
	})
}
