package usrfile_test

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

// exampleRegistration is that of ExampleRequestFingerprint.
func exampleRegistration() usrfile.Registration {
	digest, err := hex.DecodeString("84e177f2abba72b16ec9093901377bf36bc0f9623b2372608ac4fc335d00620f")
	if err != nil {
		panic(err)
	}
	return usrfile.Registration{Organisation: orgID, Poste: posteID, Request: [32]byte(digest)}
}

// exampleSubjects has one subject for each purpose.
func exampleSubjects() []usrfile.Subject {
	restore, err := usrfile.RestoreSubject(sampleRestore())
	if err != nil {
		panic(err)
	}
	return []usrfile.Subject{
		restore,
		usrfile.ClosingSubject(seed(0x33)),
		usrfile.ClockSubject(time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)),
		usrfile.FactorSubject(userID),
	}
}

// Both sides derive the same key, each from its own private key.
func ExampleRegistration_AtPoste() {
	atPoste, err := exampleRegistration().AtPoste(posteBox, officeBox.Public())
	if err != nil {
		panic(err)
	}
	atOffice, err := exampleRegistration().AtOffice(officeBox, posteBox.Public())
	if err != nil {
		panic(err)
	}
	ours, theirs := usrfile.VerificationSecret(atPoste), usrfile.VerificationSecret(atOffice)
	fmt.Println("at the poste  ", hex.EncodeToString(ours[:]))
	fmt.Println("at head office", hex.EncodeToString(theirs[:]))
	fmt.Println("printed       ", atPoste)
	// Output:
	// at the poste   1abdf3ecb8a48eaa480c0a8044447e8d8f0e091a5da3cc4b734d838bc7248724
	// at head office 1abdf3ecb8a48eaa480c0a8044447e8d8f0e091a5da3cc4b734d838bc7248724
	// printed        [private key]
}

func ExampleNewVerificationRequest() {
	for _, subject := range exampleSubjects() {
		v := verificationOf(subject)
		request, err := usrfile.NewVerificationRequest(v, 20_000_000)
		if err != nil {
			panic(err)
		}
		facts := usrfile.VerificationDigest(v, 20_000_000)
		fmt.Println(subject.Purpose)
		fmt.Println("  subject", hex.EncodeToString(subject.Value[:]))
		fmt.Println("  C      ", hex.EncodeToString(facts[:]))
		fmt.Println("  request", request)
	}
	// Output:
	// restore
	//   subject 2b25f394260e09d026aa1478ae942a7a629f2ff5936a81156dbb0d4ed001cfdd
	//   C       492920c03cd1194e73e885c8c19c20235e736d013a26e342572c5ba2aad144ef
	//   request 400N-1H4B-JJ83-6K2X-B80D
	// closing-release
	//   subject 3333333333333333333333333333333333333333333333333333333333333333
	//   C       9b66760277655fc80f020ee2124d0b96db009d8b8b9e31885710360aad6dbdd9
	//   request 800T-1JDN-PCXY-GK2W-B80D
	// clock
	//   subject 323032362d31312d323100000000000000000000000000000000000000000000
	//   C       fac377edca3a48b0f8557fd9e70b34f34f6fcdbd3bb22ccd3d8a335c8030d858
	//   request C00Z-1KXM-C6XX-ZK2B-B80D
	// factor-reset
	//   subject 1111111111114111811111111111111100000000000000000000000000000000
	//   C       19c8c5b828dc7ececdcfb42a1f6609c5c7a3d127e6a41fc38541e22f0dbca94d
	//   request G004-1GCZ-WHH7-DK2F-B80D
}

// Head office hears the request, finds what it is for, and answers.
func ExampleVerificationKey_Answer() {
	var candidates []usrfile.Verification
	for _, subject := range exampleSubjects() {
		candidates = append(candidates, verificationOf(subject))
	}
	key, err := exampleRegistration().AtOffice(officeBox, posteBox.Public())
	if err != nil {
		panic(err)
	}
	for _, v := range candidates {
		heard, err := usrfile.NewVerificationRequest(v, 20_000_000)
		if err != nil {
			panic(err)
		}
		found, err := heard.Match(candidates)
		if err != nil {
			panic(err)
		}
		answer, err := key.Answer(heard, candidates[found])
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s  %-15s  %s\n", heard, v.Subject.Purpose, answer)
	}
	// Output:
	// 400N-1H4B-JJ83-6K2X-B80D  restore          RJZ8-P518-XMQP-90CY
	// 800T-1JDN-PCXY-GK2W-B80D  closing-release  QEGY-671M-H5R9-GV3N
	// C00Z-1KXM-C6XX-ZK2B-B80D  clock            8K7D-7Z81-734D-5JTT
	// G004-1GCZ-WHH7-DK2F-B80D  factor-reset     S8NK-NJCW-5KRA-3CHE
}

// What a person sees while typing an answer: symbols exchanged, groups
// exchanged, a code that is not complete, a symbol that is none.
func ExampleVerificationAnswerGroups() {
	words := map[usrfile.GroupVerdict]string{
		usrfile.GroupRight: "right", usrfile.GroupTypo: "typo", usrfile.GroupIncomplete: "…",
	}
	for _, typed := range []string{
		"rjz8 p5i8 xmqp 9Ocy", // as people type
		"RJZ8-P581-XMQP-90CY",
		"RJZ8-XMQP-P518-90CY",
		"RJZ8-P5",
		"RJZ8-U",
	} {
		var verdicts []string
		for _, verdict := range usrfile.VerificationAnswerGroups(typed) {
			verdicts = append(verdicts, words[verdict])
		}
		fmt.Printf("%-19s  %s\n", typed, strings.Join(verdicts, " "))
	}
	// Output:
	// rjz8 p5i8 xmqp 9Ocy  right right right right
	// RJZ8-P581-XMQP-90CY  right typo right right
	// RJZ8-XMQP-P518-90CY  right typo typo right
	// RJZ8-P5              right … … …
	// RJZ8-U               right typo … …
}

// A file asks for what a code asks for, with what people want to know.
func ExampleEncodeVerificationData() {
	day := usrfile.ClockSubject(issuedAt)
	code, err := usrfile.NewVerificationRequest(verificationOf(day), 20_000_000)
	if err != nil {
		panic(err)
	}
	request, err := usrfile.EncodeVerificationData(usrfile.VerificationData{
		Code: code.String(), Subject: day.Value, Authorisation: "M. Ba", Reason: "Pile vide",
	})
	if err != nil {
		panic(err)
	}
	reply, err := usrfile.EncodeVerificationReplyData(usrfile.VerificationReplyData{
		Request: [32]byte{0x5a}, Code: code.String(), Approved: true,
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(request))
	fmt.Println(string(reply))
	// Output:
	// {"type":"verification","code":"C00Z-1KXM-C6XX-ZK2B-B80D","subject":"323032362d31312d323100000000000000000000000000000000000000000000","authorisation":"M. Ba","beneficiary":"","project":"","journal":"","reason":"Pile vide","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
	// {"type":"verification","request":"5a00000000000000000000000000000000000000000000000000000000000000","code":"C00Z-1KXM-C6XX-ZK2B-B80D","approved":true,"reason":"","chain":null}
}

// A request for the release of funds, what takes it back, and the decision.
func ExampleEncodeFundsData() {
	asked := usrfile.FundsData{
		ID: grantID, Book: bookID, AmountMinor: 250_000, Currency: "XOF", Wanted: "2026-11-30", Purpose: "Salaires",
	}
	back := asked
	back.Withdraws, back.Previous = [32]byte{0x5a}, [32]byte{0x5a}
	for _, d := range []usrfile.FundsData{asked, back} {
		payload, err := usrfile.EncodeFundsData(d)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(payload))
	}
	reply, err := usrfile.EncodeFundsReplyData(usrfile.FundsReplyData{
		Request: [32]byte{0x5a}, Granted: true, AmountMinor: 200_000, Decider: "Moussa Ba", Reference: "CH 0114501",
		Paid: &usrfile.FundsPaid{
			Book: projectID, Project: "P01", Number: 2, Name: "Banque", Currency: "XOF", Voucher: 14, Day: "2026-11-23",
			AmountMinor: 200_000, Rate: 10_000_000_000,
		},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(reply))
	// Output:
	// {"type":"funds","id":"66666666-6666-4666-8666-666666666666","withdraws":"0000000000000000000000000000000000000000000000000000000000000000","book":"55555555-5555-4555-8555-555555555555","amount_minor":250000,"currency":"XOF","wanted":"2026-11-30","purpose":"Salaires","budget_line":"","funding":"","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
	// {"type":"funds","id":"66666666-6666-4666-8666-666666666666","withdraws":"5a00000000000000000000000000000000000000000000000000000000000000","book":"55555555-5555-4555-8555-555555555555","amount_minor":250000,"currency":"XOF","wanted":"2026-11-30","purpose":"Salaires","budget_line":"","funding":"","previous":"5a00000000000000000000000000000000000000000000000000000000000000"}
	// {"type":"funds","request":"5a00000000000000000000000000000000000000000000000000000000000000","granted":true,"amount_minor":200000,"reason":"","decider":"Moussa Ba","reference":"CH 0114501","paid":{"book":"44444444-4444-4444-8444-444444444444","project":"P01","number":2,"name":"Banque","currency":"XOF","voucher":14,"day":"2026-11-23","amount_minor":200000,"rate":10000000000},"chain":null}
}
