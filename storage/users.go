package storage

import (
	"fmt"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// userOrders are the ways to sort users. Each ends in what tells two apart, so
// that pages neither repeat nor leave out anyone.
var userOrders = map[string]string{
	"name":     "sort_name %[1]s, id %[1]s",
	"email":    "email %[1]s, login %[1]s, id %[1]s",
	"status":   "CASE status WHEN 'employee' THEN 1 WHEN 'pending' THEN 2 WHEN 'active' THEN 3 ELSE 4 END %[1]s, sort_name %[1]s, id %[1]s",
	"modified": "modified %[1]s, id %[1]s",
}

// Users gives a page of the users that the filter selects, and how many it
// selects in all. An unknown sort is fault.Invalid.
func (t *Tx) Users(f directory.UserFilter) (users []directory.User, total int, err error) {
	order, err := userOrder(f.Sort)
	if err != nil {
		return nil, 0, err
	}
	where := userConditions(f)
	if err := t.value(&total, `SELECT COUNT(*) FROM person`+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := selectUser + where.clause() + ` ORDER BY ` + order + where.page(f.Offset, f.Limit)
	users, err = list(t, readUser, query, where.args...)
	return users, total, err
}

func userOrder(sort string) (string, error) {
	name, reverse := strings.CutPrefix(sort, "-")
	if name == "" {
		name = "name"
	}
	order, known := userOrders[name]
	if !known {
		return "", fault.New(fault.Invalid, "storage.sort", fault.Args{"Name": fault.Excerpt(sort)})
	}
	if reverse {
		return fmt.Sprintf(order, "DESC"), nil
	}
	return fmt.Sprintf(order, "ASC"), nil
}

func userConditions(f directory.UserFilter) *conditions {
	where := &conditions{}
	if f.Search != "" {
		where.add(`search LIKE %s ESCAPE '\'`, containing(f.Search))
	}
	switch {
	case len(f.Statuses) > 0:
		where.addIn("status", words(f.Statuses))
	case !f.Archived:
		where.add("status <> %s", directory.StatusArchived)
	}
	return where
}
