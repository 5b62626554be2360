package courier_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"maps"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/courier"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	letters "github.com/comptoir/comptoir/app/mail"
)

const password = "un mot de passe pour le courrier"

// mailServer is a mail server that runs as a program of its own, and what it
// took.
type mailServer struct {
	letters.Server
	roots *x509.CertPool
	taken *bufio.Scanner
	stop  func()
}

// startServer runs this test program again, as a server.
func startServer(t *testing.T, security letters.Security) *mailServer {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serverVariable+"="+string(security))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	check(t, err)
	in, err := cmd.StdinPipe() // closed when we end, however we do
	check(t, err)
	check(t, cmd.Start())
	m := &mailServer{taken: bufio.NewScanner(out), roots: x509.NewCertPool()}
	m.stop = func() { _ = in.Close(); _ = cmd.Wait() }
	t.Cleanup(m.stop)
	if !m.taken.Scan() {
		t.Fatal("the server says nothing")
	}
	var ready announcement
	check(t, json.Unmarshal(m.taken.Bytes(), &ready))
	block, _ := pem.Decode([]byte(ready.Certificate))
	certificate, err := x509.ParseCertificate(block.Bytes)
	check(t, err)
	m.roots.AddCert(certificate)
	m.Server = letters.Server{
		Host: "localhost", Port: ready.Port, Security: security, User: "siege", From: "siege@eauvive.example", FromName: "Eau Vive",
	}
	if security == letters.Open {
		m.User = ""
	}
	return m
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// next gives the letter that the server took.
func (m *mailServer) next(t *testing.T) delivered {
	t.Helper()
	if !m.taken.Scan() {
		t.Fatal("the server took nothing")
	}
	var d delivered
	check(t, json.Unmarshal(m.taken.Bytes(), &d))
	return d
}

func (m *mailServer) courier() courier.Courier {
	return courier.Courier{Roots: m.roots, Timeout: 5 * time.Second}
}

func letter() letters.Letter {
	return letters.Letter{
		ID: ident.LetterID{15: 7}, Kind: letters.Activation, Address: "awa@eauvive.example", Language: "fr", Format: "fr",
		Made: time.Date(2026, time.November, 22, 9, 14, 0, 0, time.UTC),
	}
}

var facts = letters.Facts{
	"Name": "Awa Diop", "Organisation": "Eau Vive", "Address": "awa@eauvive.example", "Code": "7F3K-2M9Q-AAAA-BBBB",
	"Until": "2026-12-06T09:14:00Z",
}

// The letter arrives as it was meant, over every kind of connection.
func TestLetterArrives(t *testing.T) {
	for _, security := range []letters.Security{letters.StartTLS, letters.TLS, letters.Open} {
		t.Run(string(security), func(t *testing.T) {
			m := startServer(t, security)
			check(t, m.courier().Send(t.Context(), m.Server, password, letter(), facts))
			got := m.next(t)
			if got.From != "siege@eauvive.example" || len(got.To) != 1 || got.To[0] != "awa@eauvive.example" {
				t.Errorf("from %s to %v", got.From, got.To)
			}
			if got.TLS != (security != letters.Open) {
				t.Errorf("encrypted: %v", got.TLS)
			}
			checkLetter(t, got.Content)
		})
	}
}

// Open tasks are told in the language of the reader, a line each.
func TestLetterTellsOpenTasks(t *testing.T) {
	told, err := letters.TellTasks([]letters.OpenTask{
		{Type: "modules", What: "module.cashbook", Person: "Awa Diop", Poste: "Portable Awa"},
		{Type: "codes", What: "code.purpose.clock", Poste: "7 – Kolda"}, {Type: "alarms", What: "alarm.clone", Poste: "7 – Kolda"},
	})
	check(t, err)
	told["Name"], told["Organisation"] = "Moussa Ba", "Eau Vive"
	m := startServer(t, letters.Open)
	l := letter()
	l.Kind, l.Language, l.Format = letters.Tasks, "en", "en"
	check(t, m.courier().Send(t.Context(), m.Server, password, l, told))
	message, err := mail.ReadMessage(strings.NewReader(m.next(t).Content))
	check(t, err)
	body, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	check(t, err)
	want := "– Awa Diop asks for the registration of the module “Cashbook” (Portable Awa)\r\n" +
		"– Somebody asks for a verification code: Clock correction (workstation 7 – Kolda)\r\n" +
		"– Alarm of workstation 7 – Kolda: Two copies of a workstation are sending files\r\n"
	if !strings.Contains(string(body), want) {
		t.Errorf("the letter says\n%s", body)
	}
}

func checkLetter(t *testing.T, content string) {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(content))
	check(t, err)
	for name, want := range map[string]string{
		"Message-Id": "<00000000-0000-0000-0000-000000000007@eauvive.example>", "Auto-Submitted": "auto-generated",
		"Content-Transfer-Encoding": "quoted-printable", "Date": "Sun, 22 Nov 2026 09:14:00 +0000",
	} {
		if got := message.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	body := plain(t, message)
	for _, part := range []string{"Bonjour Awa Diop,", "7F3K-2M9Q-AAAA-BBBB", "jusqu'au 6 déc. 2026", "Personne ne lit les réponses."} {
		if !strings.Contains(body, part) {
			t.Errorf("the letter lacks %q:\n%s", part, body)
		}
	}
}

// Each way of failing has its sentence, and its kind says whether it is worth
// trying again.
func TestRefusalsSayWhatToDo(t *testing.T) {
	m := startServer(t, letters.StartTLS)
	gone := startServer(t, letters.StartTLS)
	gone.stop()
	other := letters.Server{Host: m.Host, Port: m.Port, Security: letters.TLS, From: m.From}
	to := func(address string) letters.Letter { l := letter(); l.Address = address; return l }
	for name, c := range map[string]struct {
		key  string
		kind fault.Kind
		send func(context.Context) error
	}{
		"refused for good": {"mail.rejected", fault.Denied, func(ctx context.Context) error {
			return m.courier().Send(ctx, m.Server, password, to("nobody@eauvive.example"), facts)
		}},
		"later": {"mail.later", fault.Conflict, func(ctx context.Context) error {
			return m.courier().Send(ctx, m.Server, password, to("later@eauvive.example"), facts)
		}},
		"another password": {"mail.sign-in", fault.Conflict, func(ctx context.Context) error {
			return m.courier().Send(ctx, m.Server, "faux", letter(), facts)
		}},
		"not the server": {"mail.certificate", fault.Conflict, func(ctx context.Context) error {
			return courier.Courier{Roots: x509.NewCertPool()}.Send(ctx, m.Server, password, letter(), facts)
		}},
		"nobody there": {"mail.unreachable", fault.Missing, func(ctx context.Context) error {
			return gone.courier().Send(ctx, gone.Server, password, letter(), facts)
		}},
		"other protection": {"mail.unreachable", fault.Missing, func(ctx context.Context) error {
			return m.courier().Send(ctx, other, password, letter(), facts)
		}},
		"no address": {"directory.email", fault.Invalid, func(ctx context.Context) error {
			return m.courier().Send(ctx, m.Server, password, to("Awa <awa@eauvive.example>, x"), facts)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.send(t.Context())
			var f *fault.Error
			if !errors.As(err, &f) || f.Key != c.key || f.Kind != c.kind {
				t.Errorf("it gives %v, want %s: %s", err, c.kind, c.key)
			}
			if err != nil && strings.Contains(err.Error(), password) {
				t.Error("the error tells the password")
			}
		})
	}
}

// A line break in a name or an organisation makes no header of its own.
func TestNamesMakeNoHeaders(t *testing.T) {
	m := startServer(t, letters.Open)
	hostile := maps.Clone(facts)
	hostile["Organisation"] = "Eau\r\nBcc: thief@example.org"
	check(t, m.courier().Send(t.Context(), m.Server, "", letter(), hostile))
	got := m.next(t)
	message, err := mail.ReadMessage(strings.NewReader(got.Content))
	check(t, err)
	if message.Header.Get("Bcc") != "" || len(got.To) != 1 {
		t.Errorf("it went to %v with %v", got.To, message.Header)
	}
	m.FromName = hostile["Organisation"]
	if err := m.courier().Send(t.Context(), m.Server, "", letter(), facts); !errors.Is(err, fault.Invalid) {
		t.Errorf("a sender with a line break gives %v", err)
	}
}

// Without a server the letter is a file that mail programs open.
func TestFileIsALetter(t *testing.T) {
	file, err := courier.File(letters.Server{}, letter(), facts)
	check(t, err)
	message, err := mail.ReadMessage(strings.NewReader(string(file)))
	check(t, err)
	if to := message.Header.Get("To"); to != "<awa@eauvive.example>" {
		t.Errorf("to %q", to)
	}
	if body := plain(t, message); !strings.Contains(body, facts["Code"]) {
		t.Errorf("it says %q", body)
	}
}

func TestEveryKindHasItsWordsInEveryLanguage(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		for _, kind := range letters.Kinds() {
			l := letter()
			l.Kind, l.Language, l.Format = kind, language, language
			file, err := courier.File(letters.Server{}, l, facts)
			check(t, err)
			message, err := mail.ReadMessage(strings.NewReader(string(file)))
			check(t, err)
			subject, err := new(wordDecoder).DecodeHeader(message.Header.Get("Subject"))
			check(t, err)
			body := plain(t, message)
			if subject == "" || strings.Contains(subject+body, "mail.") || strings.Contains(subject+body, "{{") {
				t.Errorf("%s in %s: %q\n%s", kind, language, subject, body)
			}
		}
	}
}
