package storage

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Templates gives those of a project that are shared or the person's own, by name,
// the shared first.
func (t *Tx) Templates(project ident.ProjectID, owner ident.UserID) ([]cashbook.Template, error) {
	return list(t, func(row scanner) (cashbook.Template, error) { return readTemplate(row, owner) }, `
		SELECT project, owner, name, currency, amount_minor, amount_known, text, recipient, shares
		FROM voucher_template WHERE project = $1 AND owner IN ('', $2) ORDER BY owner, name_key`, id(project), ownerText(owner))
}

// readTemplate reads a shared template or one of the person's.
func readTemplate(row scanner, person ident.UserID) (m cashbook.Template, err error) {
	var owner, shares string
	var minor int64
	var known bool
	if err = row.Scan(toID(&m.Project), &owner, &m.Name, &m.Currency, &minor, &known, &m.Text, &m.Recipient, &shares); err != nil {
		return m, err
	}
	if owner != "" {
		m.Owner = person
	}
	switch {
	case minor < 0:
		m.Direction = cashbook.Out
	case minor > 0:
		m.Direction = cashbook.In
	}
	if known {
		m.AmountMinor = max(minor, -minor)
	}
	m.Shares, err = readShares(shares)
	return m, err
}

// SaveTemplate inserts a template, or replaces the one of its name.
func (t *Tx) SaveTemplate(m cashbook.Template) error {
	minor := int64(m.Direction)
	if m.AmountMinor != 0 {
		minor *= m.AmountMinor
	}
	return t.put(`
		INSERT INTO voucher_template (project, owner, name_key, name, currency, amount_minor, amount_known, text, recipient, shares)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (project, owner, name_key) DO UPDATE SET name = excluded.name, currency = excluded.currency,
			amount_minor = excluded.amount_minor, amount_known = excluded.amount_known, text = excluded.text,
			recipient = excluded.recipient, shares = excluded.shares`,
		id(m.Project), ownerText(m.Owner), fold(m.Name), m.Name, string(m.Currency), minor, m.AmountMinor != 0, m.Text, m.Recipient,
		sharesText(m.Shares))
}

// SharedTemplates gives the shared templates of a project with their revision.
func (t *Tx) SharedTemplates(project ident.ProjectID) (cashbook.SharedTemplates, error) {
	all := cashbook.SharedTemplates{Project: project}
	err := t.value(&all.Revision, `SELECT COALESCE(MAX(revision), 0) FROM template_revision WHERE project = $1`, id(project))
	if err != nil {
		return all, err
	}
	all.List, err = list(t, func(row scanner) (cashbook.Template, error) { return readTemplate(row, ident.UserID{}) }, `
		SELECT project, owner, name, currency, amount_minor, amount_known, text, recipient, shares
		FROM voucher_template WHERE project = $1 AND owner = '' ORDER BY name_key`, id(project))
	return all, err
}

// SaveSharedTemplates replaces the shared templates of a project.
func (t *Tx) SaveSharedTemplates(all cashbook.SharedTemplates) error {
	if err := t.put(`DELETE FROM voucher_template WHERE project = $1 AND owner = ''`, id(all.Project)); err != nil {
		return err
	}
	for _, m := range all.List {
		if err := t.SaveTemplate(m); err != nil {
			return err
		}
	}
	return t.put(`
		INSERT INTO template_revision (project, revision) VALUES ($1, $2)
		ON CONFLICT (project) DO UPDATE SET revision = excluded.revision`, id(all.Project), all.Revision)
}

// DeleteTemplate removes a template.
func (t *Tx) DeleteTemplate(m cashbook.Template) error {
	return t.put(`DELETE FROM voucher_template WHERE project = $1 AND owner = $2 AND name_key = $3`,
		id(m.Project), ownerText(m.Owner), fold(m.Name))
}

func ownerText(owner ident.UserID) string {
	if owner.IsZero() {
		return ""
	}
	return owner.String()
}

// sharesText writes shares, which have neither line feeds nor these signs in their
// codes.
func sharesText(shares []cashbook.Share) string {
	lines := make([]string, len(shares))
	for i, s := range shares {
		size := "=" + strconv.FormatInt(s.AmountMinor, 10)
		if s.Percent != 0 {
			size = "%" + strconv.FormatInt(int64(s.Percent), 10)
		}
		lines[i] = s.Account + ":" + s.Funding + ":" + s.BudgetLine + size
	}
	return strings.Join(lines, "\n")
}

func readShares(text string) (shares []cashbook.Share, err error) {
	if text == "" {
		return nil, nil
	}
	for _, line := range strings.Split(text, "\n") {
		at := strings.IndexAny(line, "=%")
		codes := strings.Split(line[:max(at, 0)], ":")
		if at < 0 || len(codes) != 3 {
			return nil, fault.New(fault.Forged, "storage.template", nil)
		}
		size, err := strconv.ParseInt(line[at+1:], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("template: %w", err)
		}
		s := cashbook.Share{Account: codes[0], Funding: codes[1], BudgetLine: codes[2]}
		if line[at] == '%' {
			s.Percent = cashbook.Percent(size)
		} else {
			s.AmountMinor = size
		}
		shares = append(shares, s)
	}
	return shares, nil
}
