// Package courier puts letters into words and hands them to a mail server, or
// writes them as `.eml` files for whoever sends them by hand.
package courier

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/textproto"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
)

// Courier hands letters to servers.
type Courier struct {
	// Roots are the certificate authorities to believe; nil for those of the system.
	Roots *x509.CertPool
	// Timeout is for each step of a conversation; half a minute when it is zero.
	Timeout time.Duration
}

const usualTimeout = 30 * time.Second

// Send hands a letter to the server. Whether it is worth trying again is in the
// fault: what the server refuses for good is fault.Denied; one that is not to be
// reached, wants another password or has no time is fault.Missing or
// fault.Conflict.
func (c Courier) Send(ctx context.Context, server mail.Server, password string, l mail.Letter, facts mail.Facts) error {
	message, err := compose(server, l, facts)
	if err != nil {
		return err
	}
	client, err := gomail.NewClient(server.Host, c.options(server, password)...)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "mail.host", fault.Args{"Text": fault.Excerpt(server.Host)})
	}
	return asFault(client.DialAndSendWithContext(ctx, message), server)
}

func (c Courier) options(server mail.Server, password string) []gomail.Option {
	timeout := c.Timeout
	if timeout == 0 {
		timeout = usualTimeout
	}
	options := []gomail.Option{
		gomail.WithPort(server.Port), gomail.WithTimeout(timeout),
		gomail.WithTLSConfig(&tls.Config{ServerName: server.Host, RootCAs: c.Roots, MinVersion: tls.VersionTLS12}),
	}
	switch server.Security {
	case mail.StartTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case mail.TLS:
		options = append(options, gomail.WithSSL())
	case mail.Open:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if server.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(server.User), gomail.WithPassword(password))
	}
	return options
}

// asFault tells what a person can do about it. What the server said stays in the
// log: it may repeat what was sent.
func asFault(err error, server mail.Server) error {
	var sending *gomail.SendError
	var reply *textproto.Error
	args := fault.Args{"Host": server.Host}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &sending) && sending.ErrorCode() >= 500:
		return fault.Wrap(err, fault.Denied, "mail.rejected", args)
	case errors.As(err, &sending) && sending.ErrorCode() >= 400:
		return fault.Wrap(err, fault.Conflict, "mail.later", args)
	case errors.As(err, &reply) && (reply.Code == 535 || reply.Code == 534 || reply.Code == 530):
		return fault.Wrap(err, fault.Conflict, "mail.sign-in", args)
	case isCertificate(err):
		return fault.Wrap(err, fault.Conflict, "mail.certificate", args)
	default:
		return fault.Wrap(err, fault.Missing, "mail.unreachable", args)
	}
}

func isCertificate(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &certificate)
}

// File gives a letter as an `.eml` file (RFC 5322), which every mail program
// opens.
func File(server mail.Server, l mail.Letter, facts mail.Facts) ([]byte, error) {
	message, err := compose(server, l, facts)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	_, err = message.WriteTo(&file)
	return file.Bytes(), err
}
