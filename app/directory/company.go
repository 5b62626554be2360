package directory

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Company is what an organisation says of itself on paper. It travels in every
// `.usr`, so that sites print it.
type Company struct {
	LegalForm      string // "Association loi 1901", "SARL"
	Street         string
	AddressExtra   string // post box, quarter, building
	Place          string // postal code and town
	TaxNumber      string // NINEA, NIF, IFU, SIREN…
	RegisterNumber string // of the register of companies or associations
	Phone          string
	Email          string
	Website        string
}

// Address gives the lines of the postal address that are not empty.
func (c Company) Address() []string {
	var lines []string
	for _, line := range []string{c.Street, c.AddressExtra, c.Place} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// website is a host with a path, with or without its scheme.
var website = regexp.MustCompile(`^(https?://)?[\pL\pN-]+(\.[\pL\pN-]+)+(:[0-9]+)?(/\S*)?$`)

func (company *Company) clean(c *cleaning) {
	c.text("legal-form", &company.LegalForm, nameMax)
	c.text("street", &company.Street, titleMax)
	c.text("address-extra", &company.AddressExtra, titleMax)
	c.text("place", &company.Place, titleMax)
	c.text("tax-number", &company.TaxNumber, phoneMax)
	c.text("register-number", &company.RegisterNumber, phoneMax)
	c.text("phone", &company.Phone, phoneMax)
	c.apply(&company.Email, ParseEmail)
	c.text("website", &company.Website, titleMax)
	c.apply(&company.Website, func(text string) (string, error) {
		if text != "" && !website.MatchString(text) {
			return "", fault.New(fault.Invalid, "directory.website", fault.Args{"Text": fault.Excerpt(text)})
		}
		return text, nil
	})
}

// Logo is the bytes of a small PNG or JPEG, or nothing; a string, so that it
// compares. Whoever makes it sees to it that it is a picture.
type Logo string

// MostLogo bounds a logo in bytes, since it travels in every file of user data.
const MostLogo = 12 << 10

func (l Logo) check() error {
	if len(l) > MostLogo || l != "" && !strings.HasPrefix(string(l), "\x89PNG") && !strings.HasPrefix(string(l), "\xff\xd8\xff") {
		return fault.New(fault.Invalid, "directory.logo", nil)
	}
	return nil
}

// Print gives the beginning of the logo's SHA-256, by which the history tells one
// from another; empty for none.
func (l Logo) Print() string {
	if l == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(l))
	return hex.EncodeToString(sum[:4])
}
