package storage

// financial are the tables of what was booked, before those that they refer to.
// Books themselves are no part of it.
var financial = []string{
	"provisional", "branch_entry", "book_branch", "book_copy", "book_day", "voucher", "entry", "ownership", "reported_head", "acknowledged_head",
}

// CountEntries gives how many entries, provisional vouchers and entries of
// branches there are.
func (t *Tx) CountEntries() (count int, err error) {
	err = t.value(&count, `SELECT (SELECT COUNT(*) FROM entry) + (SELECT COUNT(*) FROM provisional) + (SELECT COUNT(*) FROM branch_entry)`)
	return count, err
}

// EraseFinancialData deletes everything that was booked, and who kept the books.
// It is for training only: the caller has made sure of that.
func (t *Tx) EraseFinancialData() error {
	for _, table := range financial {
		if err := t.put(`DELETE FROM ` + table); err != nil {
			return err
		}
	}
	return nil
}
