package storage

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// Holdings lists the cash books of a user that are not finalised, by project and
// number, and after them the journals, by project and code.
func (t *Tx) Holdings(user ident.UserID) ([]directory.Holding, error) {
	books, err := list(t, readHolding, `
		SELECT b.id, p.code, b.number, b.name, b.project, b.responsible <> $1 OR b.responsible IS NULL
		FROM book b JOIN project p ON p.id = b.project
		WHERE (b.responsible = $1 OR b.deputy = $1) AND b.status <> 'finalised'
		ORDER BY p.code, b.number`, id(user))
	if err != nil {
		return nil, err
	}
	journals, err := t.Journals(accounting.JournalFilter{Holder: user})
	for _, j := range journals {
		if j.Status == accounting.Finalised {
			continue
		}
		books = append(books, directory.Holding{
			Book: j.ID, Ref: j.Ref(), Name: j.Name, Project: j.Project, Deputy: j.Responsible != user, Journal: true,
		})
	}
	return books, err
}

func readHolding(row scanner) (h directory.Holding, err error) {
	var code string
	var number int
	err = row.Scan(toID(&h.Book), &code, &number, &h.Name, toID(&h.Project), &h.Deputy)
	h.Ref = fmt.Sprintf("%s/%d", code, number)
	return h, err
}
