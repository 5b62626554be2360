package usrfile_test

import (
	"bytes"
	"encoding/hex"
	"fmt"

	"github.com/comptoir/comptoir/usrfile"
)

// The values that these examples print are quoted in FORMAT.md. Keys are made
// of seeds of 32 equal bytes: root 01, issuer 02, poste 03 and 04, head office 05.

func ExampleKeyIDOf() {
	issuer := usrfile.SigningKeyFromSeed(seed(2))
	public, id := issuer.Public(), issuer.ID()
	fmt.Println("public key", hex.EncodeToString(public[:]))
	fmt.Println("key id    ", hex.EncodeToString(id[:]))
	fmt.Println("shown as  ", id)
	// Output:
	// public key 8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394
	// key id     590421f2bf6274d4
	// shown as   B422-3WNZ-C9TD-8
}

// The smallest file of user data: an employee without account, for no poste.
func ExampleEncode() {
	payload, err := usrfile.EncodeUserData(usrfile.UserData{
		Organisation: usrfile.Organisation{Name: "O", Currency: "XOF", TimeZone: "UTC", Language: "fr"},
		User:         usrfile.User{Login: "awa", Status: "employee"},
		Policy:       usrfile.SecurityPolicy{SecondFactor: "none", PreAssignment: "off"},
	})
	if err != nil {
		panic(err)
	}
	file, err := usrfile.Encode(plainUser(payload), issuerKey, nil)
	if err != nil {
		panic(err)
	}
	fmt.Print(hex.Dump(file))
	// Output:
	// 00000000  89 43 50 54 0d 0a 1a 0a  01 01 01 00 59 04 21 f2  |.CPT........Y.!.|
	// 00000010  bf 62 74 d4 00 00 04 33  ff d9 04 09 67 ce 3f 2f  |.bt....3....g.?/|
	// 00000020  2d 13 b2 89 94 03 e0 26  7c 5e e0 9f 62 e3 54 5a  |-......&|^..b.TZ|
	// 00000030  36 f7 f6 6e 9c 1b 80 c4  ab 91 ed 8a 61 85 bb d1  |6..n........a...|
	// 00000040  de 94 86 ba d3 97 b0 5f  de 79 8b 1c 22 a5 bb 7b  |......._.y.."..{|
	// 00000050  80 34 27 80 6e 4b 00 0a  63 6f 6d 70 74 6f 69 72  |.4'.nK..comptoir|
	// 00000060  2f 75 73 72 2f 76 31 00  00 00 00 00 00 00 00 00  |/usr/v1.........|
	// 00000070  00 00 00 00 00 00 00 00  89 43 50 54 0d 0a 1a 0a  |.........CPT....|
	// 00000080  01 01 01 00 59 04 21 f2  bf 62 74 d4 00 00 04 33  |....Y.!..bt....3|
	// 00000090  33 33 33 33 33 33 43 33  83 33 33 33 33 33 33 33  |333333C3.3333333|
	// 000000a0  0f 0e 0d 0c 0b 0a 49 08  87 06 05 04 03 02 01 00  |......I.........|
	// 000000b0  11 11 11 11 11 11 41 11  81 11 11 11 11 11 11 11  |......A.........|
	// 000000c0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
	// 000000d0  00 00 00 01 00 00 01 a1  fd 62 4b c0 00 00 00 00  |.........bK.....|
	// 000000e0  6b 01 60 d8 00 00 00 00  6b 13 d5 d8 00 00 00 01  |k.`.....k.......|
	// 000000f0  00 00 00 01 00 00 00 00  00 00 00 00 00 00 00 00  |................|
	// 00000100  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
	// 00000110  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
	// 00000120  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
	// 00000130  00 00 00 00 00 00 00 00  00 00 03 4f 7b 22 6f 72  |...........O{"or|
	// 00000140  67 61 6e 69 73 61 74 69  6f 6e 22 3a 7b 22 6e 61  |ganisation":{"na|
	// 00000150  6d 65 22 3a 22 4f 22 2c  22 63 6f 75 6e 74 72 79  |me":"O","country|
	// 00000160  22 3a 22 22 2c 22 63 75  72 72 65 6e 63 79 22 3a  |":"","currency":|
	// 00000170  22 58 4f 46 22 2c 22 74  69 6d 65 5f 7a 6f 6e 65  |"XOF","time_zone|
	// 00000180  22 3a 22 55 54 43 22 2c  22 6c 61 6e 67 75 61 67  |":"UTC","languag|
	// 00000190  65 22 3a 22 66 72 22 2c  22 74 72 61 69 6e 69 6e  |e":"fr","trainin|
	// 000001a0  67 22 3a 66 61 6c 73 65  2c 22 6c 65 61 73 65 5f  |g":false,"lease_|
	// 000001b0  64 61 79 73 22 3a 30 2c  22 63 72 65 61 74 65 64  |days":0,"created|
	// 000001c0  22 3a 30 2c 22 63 6f 6d  70 61 6e 79 22 3a 7b 22  |":0,"company":{"|
	// 000001d0  6c 65 67 61 6c 5f 66 6f  72 6d 22 3a 22 22 2c 22  |legal_form":"","|
	// 000001e0  73 74 72 65 65 74 22 3a  22 22 2c 22 61 64 64 72  |street":"","addr|
	// 000001f0  65 73 73 5f 65 78 74 72  61 22 3a 22 22 2c 22 70  |ess_extra":"","p|
	// 00000200  6c 61 63 65 22 3a 22 22  2c 22 74 61 78 5f 6e 75  |lace":"","tax_nu|
	// 00000210  6d 62 65 72 22 3a 22 22  2c 22 72 65 67 69 73 74  |mber":"","regist|
	// 00000220  65 72 5f 6e 75 6d 62 65  72 22 3a 22 22 2c 22 70  |er_number":"","p|
	// 00000230  68 6f 6e 65 22 3a 22 22  2c 22 65 6d 61 69 6c 22  |hone":"","email"|
	// 00000240  3a 22 22 2c 22 77 65 62  73 69 74 65 22 3a 22 22  |:"","website":""|
	// 00000250  7d 2c 22 6c 6f 67 6f 22  3a 5b 5d 2c 22 72 65 76  |},"logo":[],"rev|
	// 00000260  69 73 69 6f 6e 22 3a 30  7d 2c 22 75 73 65 72 22  |ision":0},"user"|
	// 00000270  3a 7b 22 65 6d 61 69 6c  22 3a 22 22 2c 22 6c 6f  |:{"email":"","lo|
	// 00000280  67 69 6e 22 3a 22 61 77  61 22 2c 22 66 69 72 73  |gin":"awa","firs|
	// 00000290  74 5f 6e 61 6d 65 22 3a  22 22 2c 22 6c 61 73 74  |t_name":"","last|
	// 000002a0  5f 6e 61 6d 65 22 3a 22  22 2c 22 70 68 6f 6e 65  |_name":"","phone|
	// 000002b0  22 3a 22 22 2c 22 6a 6f  62 22 3a 22 22 2c 22 65  |":"","job":"","e|
	// 000002c0  78 74 65 72 6e 61 6c 22  3a 66 61 6c 73 65 2c 22  |xternal":false,"|
	// 000002d0  70 61 72 74 6e 65 72 22  3a 22 22 2c 22 73 74 61  |partner":"","sta|
	// 000002e0  74 75 73 22 3a 22 65 6d  70 6c 6f 79 65 65 22 2c  |tus":"employee",|
	// 000002f0  22 61 63 63 65 73 73 5f  75 6e 74 69 6c 22 3a 22  |"access_until":"|
	// 00000300  22 2c 22 6c 61 6e 67 75  61 67 65 22 3a 22 22 2c  |","language":"",|
	// 00000310  22 66 6f 72 6d 61 74 22  3a 22 22 2c 22 66 61 63  |"format":"","fac|
	// 00000320  74 6f 72 22 3a 22 22 2c  22 66 61 63 74 6f 72 5f  |tor":"","factor_|
	// 00000330  72 65 73 65 74 22 3a 30  2c 22 66 69 65 6c 64 73  |reset":0,"fields|
	// 00000340  22 3a 5b 5d 7d 2c 22 61  63 74 69 76 61 74 69 6f  |":[]},"activatio|
	// 00000350  6e 22 3a 6e 75 6c 6c 2c  22 72 6f 6c 65 73 22 3a  |n":null,"roles":|
	// 00000360  5b 5d 2c 22 70 72 6f 6a  65 63 74 73 22 3a 5b 5d  |[],"projects":[]|
	// 00000370  2c 22 70 65 6f 70 6c 65  22 3a 5b 5d 2c 22 62 6f  |,"people":[],"bo|
	// 00000380  6f 6b 73 22 3a 5b 5d 2c  22 6a 6f 75 72 6e 61 6c  |oks":[],"journal|
	// 00000390  73 22 3a 5b 5d 2c 22 63  68 61 72 74 73 22 3a 5b  |s":[],"charts":[|
	// 000003a0  5d 2c 22 62 75 64 67 65  74 73 22 3a 5b 5d 2c 22  |],"budgets":[],"|
	// 000003b0  66 75 6e 64 69 6e 67 73  22 3a 5b 5d 2c 22 79 65  |fundings":[],"ye|
	// 000003c0  61 72 73 22 3a 5b 5d 2c  22 72 61 74 65 73 22 3a  |ars":[],"rates":|
	// 000003d0  5b 5d 2c 22 74 65 6d 70  6c 61 74 65 73 22 3a 5b  |[],"templates":[|
	// 000003e0  5d 2c 22 63 6f 6e 74 72  69 62 75 74 69 6f 6e 73  |],"contributions|
	// 000003f0  22 3a 5b 5d 2c 22 70 6f  73 74 65 73 22 3a 5b 5d  |":[],"postes":[]|
	// 00000400  2c 22 70 6f 6c 69 63 79  22 3a 7b 22 70 61 73 73  |,"policy":{"pass|
	// 00000410  77 6f 72 64 5f 6d 69 6e  5f 6c 65 6e 67 74 68 22  |word_min_length"|
	// 00000420  3a 30 2c 22 73 65 63 6f  6e 64 5f 66 61 63 74 6f  |:0,"second_facto|
	// 00000430  72 22 3a 22 6e 6f 6e 65  22 2c 22 6c 6f 63 6b 5f  |r":"none","lock_|
	// 00000440  6d 69 6e 75 74 65 73 22  3a 30 2c 22 70 72 65 5f  |minutes":0,"pre_|
	// 00000450  61 73 73 69 67 6e 6d 65  6e 74 22 3a 22 6f 66 66  |assignment":"off|
	// 00000460  22 2c 22 63 6f 75 6e 74  5f 64 61 79 73 22 3a 30  |","count_days":0|
	// 00000470  7d 2c 22 66 69 65 6c 64  73 22 3a 5b 5d 2c 22 63  |},"fields":[],"c|
	// 00000480  68 61 69 6e 22 3a 6e 75  6c 6c 7d                 |hain":null}|
}

// Sealing takes 32 random bytes, here 2a … 2a, and gives 72 bytes more.
func ExampleEncode_sealed() {
	file, err := usrfile.Encode(sealedUser([]byte("{}")), issuerKey, bytes.NewReader(bytes.Repeat([]byte{0x2a}, 32)))
	if err != nil {
		panic(err)
	}
	e, err := usrfile.Inspect(file)
	if err != nil {
		panic(err)
	}
	m, err := e.Verify(issuerKey.Public())
	if err != nil {
		panic(err)
	}
	digest := m.Digest()
	fmt.Println("recipient     ", hex.EncodeToString(m.Recipient[:]))
	fmt.Println("sealed payload", hex.EncodeToString(m.Payload))
	fmt.Println("digest        ", hex.EncodeToString(digest[:]))
	payload, err := m.Open(posteBox)
	if err != nil {
		panic(err)
	}
	fmt.Println("opened        ", string(payload))
	// Output:
	// recipient      ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b
	// sealed payload 07aaff3e9fc167275544f4c3a6a17cd837f2ec6e78cd8a57b1e3dfb3cc035a763651653973d0aaed4538a2f1f6ba594b852998c91b3f05d52ed664e8ccdbaf6d160f4492db88acfc90f2
	// digest         4697b9e56f8db85f4b9975a2e7c88460218d1d731195e1e925219db0ab8a71f3
	// opened         {}
}

func ExampleNewChain() {
	chain, err := usrfile.NewChain(firstLink(), rootKey)
	if err != nil {
		panic(err)
	}
	trust, err := chain.Verify()
	if err != nil {
		panic(err)
	}
	fmt.Println(string(usrfile.EncodeChain(chain)))
	fmt.Println("fingerprint", trust.Fingerprint())
	// Output:
	// {"links":[{"link":{"version":1,"organisation":"0f0e0d0c-0b0a-4908-8706-050403020100","issued":1795252440,"epoch":1,"distrust_from":0,"threshold":1,"roots":["8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"],"issuers":[{"public":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","kinds":["usr","rep"],"from":1795248840,"until":1798761600,"epoch":1,"revoked":false}],"head_office":"50a61409b1ddd0325e9b16b700e719e9772c07000b1bd7786e907c653d20495d"},"signatures":[{"root":"8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c","signature":"10e93423164ad16ec446e26b20ecea021c34bab27c1d1e8f9b02daf335302e821ae5771efc284dcbda728df6373a66c902285de690ce46604a563982ca29350a"}]}]}
	// fingerprint V9BX-Y7JC-JFWF-WT93-F6F7-E1MD-HTAW-KZPQ
}

func ExampleEncodeUserData() {
	data := exampleUserData()
	payload, err := usrfile.EncodeUserData(data)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"organisation":{"name":"Eau Vive","country":"SN","currency":"XOF","time_zone":"Africa/Dakar","language":"fr","training":false,"lease_days":180,"created":1795079640,"company":{"legal_form":"Association","street":"12, rue Carnot","address_extra":"BP 340","place":"12500 Dakar","tax_number":"0012345 2G3","register_number":"R.A. 1204","phone":"+221 33 800 00 00","email":"siege@eauvive.example","website":"eauvive.example"},"logo":["iVBORw0KGgo="],"revision":1},"user":{"email":"awa@eauvive.example","login":"","first_name":"Awa","last_name":"Diop","phone":"+221 33 000 00 00","job":"Caissière","external":false,"partner":"","status":"pending","access_until":"2027-06-30","language":"fr","format":"fr","factor":"","factor_reset":0,"fields":[{"key":"contract","value":"CDI"},{"key":"staff-number","value":"1204"}]},"activation":{"id":"77777777-7777-4777-8777-777777777777","digest":"8218d09addd0cdba922a34af17b57e8417e800b77d09e54db7c04d1d068b95bb","until":1796462040},"roles":[{"id":"66666666-6666-4666-8666-666666666666","role":"cashier","derived":{"id":"99999999-9999-4999-8999-999999999999","name":"Trésorière","rights":["book-view","voucher-record"]},"level":"projects","country":"","unit":null,"projects":["44444444-4444-4444-8444-444444444444"],"granted":1795248840},{"id":"aaaaaaaa-6666-4666-8666-666666666666","role":"auditor","derived":null,"level":"unit","country":"","unit":{"id":"bbbbbbbb-1111-4111-8111-111111111111","code":"SUD","name":"Bureau du Sud"},"projects":["44444444-4444-4444-8444-444444444444"],"granted":1795248840}],"projects":[{"id":"44444444-4444-4444-8444-444444444444","code":"P01","name":"Forages Kolda","country":"","created":1795166040}],"people":[{"id":"88888888-8888-4888-8888-888888888888","first_name":"Mamadou","last_name":"Sow"}],"books":[{"id":"55555555-5555-4555-8555-555555555555","project":"44444444-4444-4444-8444-444444444444","number":1,"type":"cash","name":"Caisse Kolda","currency":"XOF","time_zone":"Africa/Dakar","overdraft":false,"ceiling_minor":300000,"account":"571","operator":"","wallet":"","responsible":"11111111-1111-4111-8111-111111111111","deputy":"00000000-0000-0000-0000-000000000000","counter_signatory":"88888888-8888-4888-8888-888888888888","status":"open","revision":3,"ownership":{"epoch":1,"poste":"22222222-2222-4222-8222-222222222222","first_number":1,"head":{"seq":0,"number":0,"hash":"0000000000000000000000000000000000000000000000000000000000000000"},"granted":1795252380,"reason":""},"earlier":[]}],"journals":[{"id":"cccccccc-5555-4555-8555-555555555555","project":"44444444-4444-4444-8444-444444444444","code":"BQ1","name":"Banque de Dakar","class":"bank","currency":"XOF","base":"XOF","time_zone":"Africa/Dakar","account":"521","allowed":["cost","settlement"],"confidential":false,"responsible":"88888888-8888-4888-8888-888888888888","users":["11111111-1111-4111-8111-111111111111"],"status":"open","revision":2,"ownership":{"epoch":1,"poste":"22222222-2222-4222-8222-222222222222","first_number":1,"head":{"seq":0,"number":0,"hash":"0000000000000000000000000000000000000000000000000000000000000000"},"granted":1795252380,"reason":""},"earlier":[]}],"charts":[{"project":"44444444-4444-4444-8444-444444444444","base":"syscohada","hash":"112e560000000000000000000000000000000000000000000000000000000000","revision":2,"differences":[{"code":"4211AWA","names":[{"language":"en","text":"Advances Awa"},{"language":"fr","text":"Avances Awa"}],"active":true,"cashbook":true,"accounting":true},{"code":"6282","names":[],"active":false,"cashbook":true,"accounting":true}]}],"budgets":[{"project":"44444444-4444-4444-8444-444444444444","revision":1,"lines":[{"code":"A","label":"Forages","planned_minor":12500000,"active":true},{"code":"A.1","label":"Matériel","planned_minor":0,"active":true}]}],"fundings":[{"project":"44444444-4444-4444-8444-444444444444","revision":4,"fundings":[{"code":"AFD-24","label":"Eau potable","donor":"AFD","from":"2026-01-01","until":"2027-12-31","active":true}]}],"years":[{"project":"44444444-4444-4444-8444-444444444444","revision":2,"years":[{"code":"2025","first":"2025-01-01","last":"2025-12-31","closed":1795252440},{"code":"2026","first":"2026-01-01","last":"2026-12-31","closed":0}]}],"rates":[{"base":"EUR","quote":"XOF","revision":1,"rates":[{"day":"1999-01-01","rate":6559570000000,"source":"BCEAO"}]}],"templates":[{"project":"44444444-4444-4444-8444-444444444444","revision":2,"templates":[{"name":"Loyer","currency":"XOF","direction":"out","amount_minor":0,"text":"Loyer du bureau","recipient":"SCI Fouta","shares":[{"account":"6222","funding":"AFD-24","budget_line":"A.1","amount_minor":0,"percent":600000},{"account":"6222","funding":"","budget_line":"","amount_minor":0,"percent":0}]}]}],"contributions":[{"id":"dddddddd-5555-4555-8555-555555555555","name":"TVA 18 %","millionths":180000,"first":"2026-01-01","last":"","account":"4431","made":1795248840}],"postes":[{"id":"22222222-2222-4222-8222-222222222222","number":12,"label":"Portable Awa","location":"Kolda","modules":["cashbook"],"user":"11111111-1111-4111-8111-111111111111","sign_key":"ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1","box_key":"ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b","registered":1795252380,"status":"active"}],"policy":{"password_min_length":10,"second_factor":"optional","lock_minutes":15,"pre_assignment":"optional","count_days":7},"fields":[{"key":"staff-number","name_fr":"Matricule","name_en":"Staff number","type":"number","choices":[],"required":true,"order":1},{"key":"contract","name_fr":"Contrat","name_en":"","type":"choice","choices":["CDI","CDD"],"required":false,"order":2}],"chain":null}
}

func ExampleEncodeRequestData() {
	payload, err := usrfile.EncodeRequestData(sampleRequest())
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"module":"cashbook","user":"awa@eauvive.example","label":"Portable Awa","location":"Kolda","sign_key":"ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1","box_key":"ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b","nonce":"01020300000000000000000000000000","application":"1.0.0","schema":1,"previous":"0000000000000000000000000000000000000000000000000000000000000000"}
}

func ExampleEncodeReplyData() {
	reply := sampleReply([32]byte{0x5a})
	reply.Books, reply.Journals = nil, nil // as in user data
	payload, err := usrfile.EncodeReplyData(reply)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"request":"5a00000000000000000000000000000000000000000000000000000000000000","approved":true,"registration":"5a00000000000000000000000000000000000000000000000000000000000000","reason":"","poste_number":12,"label":"Portable Awa","location":"Kolda","modules":["cashbook"],"postes":[{"id":"22222222-2222-4222-8222-222222222222","number":12,"label":"Portable Awa","location":"Kolda","modules":["cashbook"],"user":"11111111-1111-4111-8111-111111111111","sign_key":"ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1","box_key":"ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b","registered":1795252380,"status":"active"}],"books":[],"journals":[],"chain":null}
}

// The whole of a registration, and what both sides read to each other.
func ExampleRequestFingerprint() {
	payload, err := usrfile.EncodeRequestData(sampleRequest())
	if err != nil {
		panic(err)
	}
	file, err := usrfile.Encode(requestMessage(payload), posteSign, nil)
	if err != nil {
		panic(err)
	}
	e, err := usrfile.Inspect(file)
	if err != nil {
		panic(err)
	}
	m, _, err := usrfile.VerifyRegistration(e)
	if err != nil {
		panic(err)
	}
	digest := m.Digest()
	fmt.Println("digest     ", hex.EncodeToString(digest[:]))
	fmt.Println("fingerprint", usrfile.RequestFingerprint(digest))
	// Output:
	// digest      0160b1d05050f1e8319c9591bd976ee472b4f73490bc704901d9a78cc010bd68
	// fingerprint 05GB-3M2G-A3RY-GCCW
}

func ExampleActivationDigest() {
	digest := usrfile.ActivationDigest(orgID, userID, activationID, code)
	fmt.Println("code  ", code)
	fmt.Println("digest", hex.EncodeToString(digest[:]))
	// Output:
	// code   18DJ-RFAE-BXG7-30MK
	// digest 8218d09addd0cdba922a34af17b57e8417e800b77d09e54db7c04d1d068b95bb
}

func ExamplePaperKey_Write() {
	root, office := seed(1), seed(5)
	fmt.Println("root       ", usrfile.PaperRoot.Write(root))
	fmt.Println("head-office", usrfile.PaperHeadOffice.Write(office))
	// Output:
	// root        0401-G20X-810G-40GE-208V-104B-0G23-081T-040R-G204-8109-40GQ-2082-104J-0G2Q-081E-040C-KKFR
	// head-office 0M2F-GA1T-8500-M2GJ-A18N-50MB-2GA3-185T-0M2P-GA13-850S-M2GB-A18C-50MJ-2GAQ-185E-0M22-YZR1
}

func ExampleEncodeBatchData() {
	payload, err := usrfile.EncodeBatchData(sampleBatch())
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"previous":"0900000000000000000000000000000000000000000000000000000000000000","purpose":"copy","returned":false,"number":0,"since":0,"blob_key":"0000000000000000000000000000000000000000000000000000000000000000","blobs":[],"book":"55555555-5555-4555-8555-555555555555","epoch":2,"after":{"seq":7,"number":8,"hash":"0100000000000000000000000000000000000000000000000000000000000000"},"entries":[{"seq":8,"number":12,"revision":0,"reverses":0,"epoch":2,"day":"2026-11-21","recorded":1795252440,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","amount_minor":250000,"text":"Approvisionnement","account":"","recipient":"Station Total","partner_number":"B-102","funding":"","budget_line":"","parts":[{"amount_minor":200000,"account":"585","funding":"UE-3","budget_line":"1.2.1"},{"amount_minor":50000,"account":"471","funding":"","budget_line":""}],"attachments":[{"hash":"0400000000000000000000000000000000000000000000000000000000000000","size":9,"media":"application/pdf","name":"reçu.pdf"}],"special":{"kind":"transfer","settles":0,"transfer":{"id":"33333333-3333-4333-8333-333333333333","book":"55555555-5555-4555-8555-555555555555","other_minor":-38112,"currency":"EUR","rate":6559570000000},"holder":"00000000-0000-0000-0000-000000000000","count":"0000000000000000000000000000000000000000000000000000000000000000"},"hash":"0200000000000000000000000000000000000000000000000000000000000000"},{"seq":9,"number":12,"revision":1,"reverses":0,"epoch":2,"day":"2026-11-21","recorded":1795252440,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","amount_minor":-12500,"text":"Carburant","account":"605","recipient":"Station Total","partner_number":"B-102","funding":"UE-3","budget_line":"1.2.1","parts":[],"attachments":[],"special":null,"hash":"0300000000000000000000000000000000000000000000000000000000000000"}],"head":{"seq":9,"number":12,"hash":"0300000000000000000000000000000000000000000000000000000000000000"},"counts":[{"number":3,"epoch":2,"day":"2026-11-21","counted":1795252440,"head":{"seq":9,"number":12,"hash":"0300000000000000000000000000000000000000000000000000000000000000"},"lines":[{"value_minor":10000,"coin":false,"pieces":23},{"value_minor":500,"coin":true,"pieces":15}],"counted_minor":237500,"balance_minor":238000,"remark":"Un billet abîmé","author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","previous":"0500000000000000000000000000000000000000000000000000000000000000","hash":"0600000000000000000000000000000000000000000000000000000000000000"}],"signatures":[{"number":3,"count":"0600000000000000000000000000000000000000000000000000000000000000","way":"sign-in","signatory":"33333333-3333-4333-8333-333333333333","recorder":"33333333-3333-4333-8333-333333333333","day":"2026-11-21","recorded":1795252440,"epoch":2,"poste":"22222222-2222-4222-8222-222222222222","head":{"seq":9,"number":12,"hash":"0300000000000000000000000000000000000000000000000000000000000000"},"hash":"0700000000000000000000000000000000000000000000000000000000000000"}]}
}

func ExampleEncodeClosingData() {
	payload, err := usrfile.EncodeClosingData(sampleClosing())
	if err != nil {
		panic(err)
	}
	fmt.Println(string(payload))
	// Output:
	// {"previous":"0900000000000000000000000000000000000000000000000000000000000000","number":4,"part":2,"blob_key":"0000000000000000000000000000000000000000000000000000000000000000","blobs":[],"journal":"55555555-5555-4555-8555-555555555555","epoch":2,"after":{"seq":7,"number":7,"hash":"0100000000000000000000000000000000000000000000000000000000000000"},"postings":[{"seq":8,"number":8,"reverses":0,"epoch":2,"day":"2026-10-31","recorded":1795252440,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","mask":"cost","voucher":"F-102","voucher_day":"2026-10-30","text":"Carburant","rate":10000000000,"lines":[{"account":"6053","amount_minor":12500,"base_minor":12500,"party":"","party_name":"","text":"Gasoil","funding":"UE-3","budget_line":"1.2.1","tax":"TVA18","due":""},{"account":"4011","amount_minor":-12500,"base_minor":-12500,"party":"STA","party_name":"Station Total","text":"","funding":"","budget_line":"","tax":"","due":"2026-11-30"}],"attachments":[{"hash":"0400000000000000000000000000000000000000000000000000000000000000","size":9,"media":"application/pdf","name":"reçu.pdf"}],"source":{"book":"55555555-5555-4555-8555-555555555555","seq":12,"hash":"0500000000000000000000000000000000000000000000000000000000000000"},"reposts":6,"origin":"VE/123","restore":null,"hash":"0200000000000000000000000000000000000000000000000000000000000000"},{"seq":9,"number":9,"reverses":0,"epoch":2,"day":"2026-10-31","recorded":1795252440,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","mask":"restore","voucher":"","voucher_day":"","text":"Restauration","rate":0,"lines":[],"attachments":[],"source":null,"reposts":0,"origin":"","restore":{"branch":{"seq":9,"number":9,"hash":"0700000000000000000000000000000000000000000000000000000000000000"},"backup":"0800000000000000000000000000000000000000000000000000000000000000"},"hash":"0300000000000000000000000000000000000000000000000000000000000000"}],"head":{"seq":9,"number":9,"hash":"0300000000000000000000000000000000000000000000000000000000000000"},"closing":{"parts":["0600000000000000000000000000000000000000000000000000000000000000"],"exported":"0a00000000000000000000000000000000000000000000000000000000000000","closings":[{"number":3,"epoch":2,"kind":"day","until":"2026-10-30","closed":1795252440,"head":{"seq":8,"number":8,"hash":"0200000000000000000000000000000000000000000000000000000000000000"},"postings":1,"debit_minor":12500,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","prev":"0b00000000000000000000000000000000000000000000000000000000000000","hash":"0c00000000000000000000000000000000000000000000000000000000000000"},{"number":4,"epoch":2,"kind":"month","until":"2026-10-31","closed":1795252440,"head":{"seq":9,"number":9,"hash":"0300000000000000000000000000000000000000000000000000000000000000"},"postings":1,"debit_minor":12500,"author":"11111111-1111-4111-8111-111111111111","poste":"22222222-2222-4222-8222-222222222222","prev":"0c00000000000000000000000000000000000000000000000000000000000000","hash":"0d00000000000000000000000000000000000000000000000000000000000000"}],"balance":[{"account":"4011","opening_minor":0,"debit_minor":0,"credit_minor":12500},{"account":"6053","opening_minor":100,"debit_minor":12500,"credit_minor":0}]}}
}
