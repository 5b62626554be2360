package usrfile_test

import (
	"bytes"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func sampleFunds() usrfile.FundsData {
	return usrfile.FundsData{
		ID: orgID, Book: posteID, AmountMinor: 250_000, Currency: "XOF", Wanted: "2026-11-30", Purpose: "Salaires",
		BudgetLine: "1.2", Funding: "F1", Previous: usrfile.Bytes32{1},
	}
}

func sampleFundsReply() usrfile.FundsReplyData {
	return usrfile.FundsReplyData{
		Request: usrfile.Bytes32{1}, Granted: true, AmountMinor: 200_000, Decider: "Moussa Ba", Reference: "CH 1",
		Paid: &usrfile.FundsPaid{
			Book: orgID, Project: "P01", Number: 2, Name: "Banque", Currency: "EUR", Voucher: 14, Day: "2026-11-23",
			AmountMinor: 30_490, Rate: 6_559_570_000_000,
		},
	}
}

func TestFundsPayloadsArriveAsSent(t *testing.T) {
	payload, err := usrfile.EncodeFundsData(sampleFunds())
	must(t, payload, err)
	read, err := usrfile.DecodeFundsData(payload)
	want := sampleFunds()
	want.Type = "funds"
	if err != nil || read != want || !usrfile.IsFunds(payload) || usrfile.IsVerification(payload) {
		t.Errorf("request arrived as %+v, %v", read, err)
	}
	reply, err := usrfile.EncodeFundsReplyData(sampleFundsReply())
	must(t, reply, err)
	readReply, err := usrfile.DecodeFundsReplyData(reply)
	must(t, readReply, err)
	again, err := usrfile.EncodeFundsReplyData(readReply)
	if err != nil || !bytes.Equal(again, reply) || readReply.Paid.Voucher != 14 || !usrfile.IsFunds(reply) {
		t.Errorf("reply arrived as %s, %v", again, err)
	}
	_, err = usrfile.DecodeFundsReplyData(payload)
	refused(t, err, usrfile.ErrPayload)
	_, err = usrfile.DecodeVerificationData(payload)
	refused(t, err, usrfile.ErrPayload)
}

func TestFundsPayloadsAreRefused(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.FundsData){
		"no id":           func(d *usrfile.FundsData) { d.ID = uuid.Nil },
		"no book":         func(d *usrfile.FundsData) { d.Book = uuid.Nil },
		"no amount":       func(d *usrfile.FundsData) { d.AmountMinor = 0 },
		"negative amount": func(d *usrfile.FundsData) { d.AmountMinor = -1 },
		"no currency":     func(d *usrfile.FundsData) { d.Currency = "" },
		"no day":          func(d *usrfile.FundsData) { d.Wanted = "" },
		"no such day":     func(d *usrfile.FundsData) { d.Wanted = "2026-02-30" },
		"no purpose":      func(d *usrfile.FundsData) { d.Purpose = "" },
		"two lines":       func(d *usrfile.FundsData) { d.Purpose = "a\nb" },
	} {
		t.Run(name, func(t *testing.T) {
			d := sampleFunds()
			edit(&d)
			if _, err := usrfile.EncodeFundsData(d); err == nil {
				t.Error("taken")
			}
		})
	}
	for name, edit := range map[string]func(*usrfile.FundsReplyData){
		"no request":            func(d *usrfile.FundsReplyData) { d.Request = usrfile.Bytes32{} },
		"granted nothing":       func(d *usrfile.FundsReplyData) { d.AmountMinor = 0 },
		"granted with a reason": func(d *usrfile.FundsReplyData) { d.Reason = "Non" },
		"no decider":            func(d *usrfile.FundsReplyData) { d.Decider = "" },
		"refused and paid":      func(d *usrfile.FundsReplyData) { d.Granted, d.AmountMinor, d.Reason, d.Reference = false, 0, "Non", "" },
		"refused with a sum":    func(d *usrfile.FundsReplyData) { d.Granted, d.Reason, d.Reference, d.Paid = false, "Non", "", nil },
		"paid by no book":       func(d *usrfile.FundsReplyData) { d.Paid.Book = uuid.Nil },
		"paid without a number": func(d *usrfile.FundsReplyData) { d.Paid.Voucher = 0 },
		"paid nothing":          func(d *usrfile.FundsReplyData) { d.Paid.AmountMinor = 0 },
		"paid at no rate":       func(d *usrfile.FundsReplyData) { d.Paid.Rate = 0 },
		"paid on no day":        func(d *usrfile.FundsReplyData) { d.Paid.Day = "" },
	} {
		t.Run(name, func(t *testing.T) {
			d := sampleFundsReply()
			edit(&d)
			if _, err := usrfile.EncodeFundsReplyData(d); err == nil {
				t.Error("taken")
			}
		})
	}
}

func FuzzFundsPayloads(f *testing.F) {
	request, err := usrfile.EncodeFundsData(sampleFunds())
	must(f, request, err)
	reply, err := usrfile.EncodeFundsReplyData(sampleFundsReply())
	must(f, reply, err)
	f.Add(uint16(0), uint16(0), []byte{})
	f.Add(uint16(30), uint16(4), []byte("funds"))
	f.Fuzz(func(t *testing.T, at, cut uint16, insert []byte) {
		roundTrip(t, splice(request, at, cut, insert), usrfile.DecodeFundsData, usrfile.EncodeFundsData)
		roundTrip(t, splice(reply, at, cut, insert), usrfile.DecodeFundsReplyData, usrfile.EncodeFundsReplyData)
	})
}
