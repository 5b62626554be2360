package courier_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	letters "github.com/comptoir/comptoir/app/mail"
)

// serverVariable makes this program the mail server of another run of it.
const serverVariable = "COMPTOIR_TEST_MAIL_SERVER"

type wordDecoder = mime.WordDecoder

func TestMain(m *testing.M) {
	if security := os.Getenv(serverVariable); security != "" {
		if err := serve(letters.Security(security)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// announcement is the first line of a server, delivered every other.
type announcement struct {
	Port        int
	Certificate string // PEM
}

type delivered struct {
	From    string
	To      []string
	Content string
	TLS     bool
}

// serve runs until its input ends.
func serve(security letters.Security) error {
	certificate, text, err := selfSigned()
	if err != nil {
		return err
	}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{conn: c, wantsSignIn: security != letters.Open}, nil
	}))
	server.Domain, server.MaxRecipients, server.ReadTimeout = "localhost", 2, 10*time.Second
	if security == letters.StartTLS {
		server.TLSConfig = config
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if security == letters.TLS {
		listener = tls.NewListener(listener, config)
	}
	go func() { _ = server.Serve(listener) }()
	if err := json.NewEncoder(os.Stdout).Encode(announcement{port, text}); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func selfSigned() (tls.Certificate, string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, string(text), nil
}

// session is one conversation with the server.
type session struct {
	conn        *smtp.Conn
	wantsSignIn bool
	signedIn    bool
	letter      delivered
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, secret string) error {
		if user != "siege" || secret != password {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.wantsSignIn && !s.signedIn {
		return smtp.ErrAuthRequired
	}
	s.letter.From = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch {
	case strings.HasPrefix(to, "nobody"):
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	case strings.HasPrefix(to, "later"):
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again"}
	}
	s.letter.To = append(s.letter.To, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	_, s.letter.TLS = s.conn.TLSConnectionState()
	s.letter.Content = string(content)
	return json.NewEncoder(os.Stdout).Encode(s.letter)
}

func (s *session) Reset() { s.letter = delivered{} }

func (s *session) Logout() error { return nil }

// plain gives the text of a letter.
func plain(t *testing.T, m *mail.Message) string {
	t.Helper()
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || bytes.Contains(body, []byte("\x00")) {
		t.Fatal(errors.Join(err, errors.New("no text")))
	}
	return strings.NewReplacer("\r\n", "\n", "\u00a0", " ", "\u202f", " ").Replace(string(body))
}
