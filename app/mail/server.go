package mail

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Security says how the connection to a server is protected.
type Security string

const (
	StartTLS Security = "starttls" // port 587, usually
	TLS      Security = "tls"      // port 465, usually
	Open     Security = "none"     // for a server in the same house only
)

// Server is where letters are handed in (SMTP submission, RFC 6409). Its password
// is no part of it: it lies sealed with head office's keys.
type Server struct {
	Host     string
	Port     int
	Security Security
	User     string // empty where no sign-in is wanted
	From     string // address
	FromName string // shown beside it
}

const (
	maxHost = 253 // characters of a host name (RFC 1035, 3.1)
	maxText = 254 // characters of a login or a name
)

// Cleaned gives the server as it is stored, or says in fault.Invalid what is
// wrong with it. Port 0 is the usual one.
func (s Server) Cleaned() (Server, error) {
	s.Host, s.User, s.FromName = strings.TrimSpace(s.Host), strings.TrimSpace(s.User), strings.TrimSpace(s.FromName)
	if s.Port == 0 {
		s.Port = usualPorts[s.Security]
	}
	from, err := directory.ParseEmail(s.From)
	switch {
	case s.Host == "" || len(s.Host) > maxHost || strings.ContainsFunc(s.Host, notOfHost):
		return s, fault.New(fault.Invalid, "mail.host", fault.Args{"Text": fault.Excerpt(s.Host)})
	case usualPorts[s.Security] == 0:
		return s, fault.New(fault.Invalid, "mail.security", fault.Args{"Text": fault.Excerpt(string(s.Security))})
	case s.Port < 1 || s.Port > 65535:
		return s, fault.New(fault.Invalid, "mail.port", nil)
	case len(s.User) > maxText || strings.ContainsFunc(s.User+s.FromName, isControl) || len(s.FromName) > maxText:
		return s, fault.New(fault.Invalid, "mail.text", nil)
	case err == nil && from == "":
		return s, fault.New(fault.Invalid, "mail.from", nil)
	case s.Security == Open && s.User != "":
		return s, fault.New(fault.Invalid, "mail.password-in-clear", nil)
	}
	s.From = from
	return s, err
}

var usualPorts = map[Security]int{StartTLS: 587, TLS: 465, Open: 25}

func notOfHost(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == ':':
		return false
	}
	return true
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
