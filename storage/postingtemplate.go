package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// PostingTemplates gives those of a project that are shared or the person's own, by
// name, the shared first.
func (t *Tx) PostingTemplates(project ident.ProjectID, person ident.UserID) ([]accounting.Template, error) {
	rows, err := list(t, func(row scanner) (accounting.Template, error) { return readTemplateStep(row, person) }, `
		SELECT project, owner, name, journal, body FROM posting_template
		WHERE project = $1 AND owner IN ('', $2) ORDER BY owner, name_key, place`, id(project), ownerText(person))
	var templates []accounting.Template
	for _, one := range rows {
		last := len(templates) - 1
		if last >= 0 && templates[last].Owner == one.Owner && templates[last].Name == one.Name {
			templates[last].Steps = append(templates[last].Steps, one.Steps...)
			continue
		}
		templates = append(templates, one)
	}
	return templates, err
}

// readTemplateStep reads a template with one of its steps.
func readTemplateStep(row scanner, person ident.UserID) (m accounting.Template, err error) {
	var owner string
	var body []byte
	m.Steps = make([]accounting.TemplateStep, 1)
	if err = row.Scan(toID(&m.Project), &owner, &m.Name, toID(&m.Steps[0].Journal), &body); err != nil {
		return m, err
	}
	if owner != "" {
		m.Owner = person
	}
	m.Steps[0].Content, err = accounting.ReadBody(body)
	return m, err
}

// SavePostingTemplate inserts a template, or replaces the one of its name.
func (t *Tx) SavePostingTemplate(m accounting.Template) error {
	if err := t.DeletePostingTemplate(m); err != nil {
		return err
	}
	for place, step := range m.Steps {
		err := t.put(`
			INSERT INTO posting_template (project, owner, name_key, place, name, journal, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id(m.Project), ownerText(m.Owner), fold(m.Name), place, m.Name, id(step.Journal), step.Content.AppendBody(nil))
		if err != nil {
			return err
		}
	}
	return nil
}

// DeletePostingTemplate removes a template.
func (t *Tx) DeletePostingTemplate(m accounting.Template) error {
	return t.put(`DELETE FROM posting_template WHERE project = $1 AND owner = $2 AND name_key = $3`,
		id(m.Project), ownerText(m.Owner), fold(m.Name))
}
