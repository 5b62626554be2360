package cashbook_test

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// memory is the plainest store that can be right: a list of entries per book, of
// which everything else is worked out each time it is asked for. What the rules
// do not need panics.
type memory struct {
	cashbook.Records
	organisation directory.Organisation
	home         directory.Home
	projects     map[ident.ProjectID]directory.Project
	users        map[ident.UserID]directory.User
	grants       map[ident.UserID][]directory.Grant
	postes       map[ident.PosteID]directory.Poste
	books        map[ident.BookID]cashbook.Book
	owners       map[ident.BookID][]ledger.Ownership
	entries      map[ident.BookID][]cashbook.Voucher
	provisionals map[ident.BookID][]cashbook.Provisional
	copied       map[ident.BookID]cashbook.CopyState
	branches     map[ident.BookID][]cashbook.Voucher
	batches      map[ident.BookID][]cashbook.Batch
	events       []cashbook.Event
	counts       map[ident.BookID][]cashbook.Count
	signatures   map[ident.BookID][]cashbook.CountSignature
	countCopies  map[ident.BookID]cashbook.CountCopy
	acts         []directory.Act
	charts       map[ident.ProjectID]chart.Choice
	budgets      map[ident.ProjectID]chart.Budget
	fundings     map[ident.ProjectID]chart.Fundings
}

// find gives what a map holds, or fault.Missing.
func find[K comparable, V any](m map[K]V, key K) (V, error) {
	value, has := m[key]
	if !has {
		return value, fault.New(fault.Missing, "test.missing", nil)
	}
	return value, nil
}

func (m *memory) Organisation() (directory.Organisation, error)         { return m.organisation, nil }
func (m *memory) Home() (directory.Home, error)                         { return m.home, nil }
func (m *memory) Project(id ident.ProjectID) (directory.Project, error) { return find(m.projects, id) }
func (m *memory) User(id ident.UserID) (directory.User, error)          { return find(m.users, id) }
func (m *memory) Grants(id ident.UserID) ([]directory.Grant, error)     { return m.grants[id], nil }
func (m *memory) Poste(id ident.PosteID) (directory.Poste, error)       { return find(m.postes, id) }
func (m *memory) Book(id ident.BookID) (cashbook.Book, error)           { return find(m.books, id) }

func (m *memory) Batches(book ident.BookID) ([]cashbook.Batch, error) { return m.batches[book], nil }

func (m *memory) SaveBatch(b cashbook.Batch) error {
	for i, known := range m.batches[b.Book] {
		if known.Epoch == b.Epoch && known.Number == b.Number {
			m.batches[b.Book][i] = b
			return nil
		}
	}
	if m.batches == nil {
		m.batches = map[ident.BookID][]cashbook.Batch{}
	}
	m.batches[b.Book] = append(m.batches[b.Book], b)
	return nil
}

func (m *memory) Locked(book ident.BookID) (c cashbook.Closing, err error) {
	for _, b := range m.batches[book] {
		c = cashbook.Closing{Seq: b.Head.Seq, Day: b.LastDay}
	}
	return c, nil
}

func (m *memory) Sent(book ident.BookID) (sent cashbook.Sent, err error) {
	for _, b := range m.batches[book] {
		sent = append(sent, cashbook.Span{From: b.After.Seq + 1, To: b.Head.Seq, Acknowledged: !b.Acknowledged.IsZero()})
	}
	return sent, nil
}

func (m *memory) BookEvents(book ident.BookID) (events []cashbook.Event, err error) {
	for _, e := range m.events {
		if e.Book == book {
			events = append(events, e)
		}
	}
	return events, nil
}

func (m *memory) SaveBookEvent(e cashbook.Event) error {
	m.events = append(m.events, e)
	return nil
}

// A project without chart, budget and fundings takes any code.
func (m *memory) Chart(id ident.ProjectID) (chart.Choice, error)      { return find(m.charts, id) }
func (m *memory) Budget(id ident.ProjectID) (chart.Budget, error)     { return m.budgets[id], nil }
func (m *memory) Fundings(id ident.ProjectID) (chart.Fundings, error) { return m.fundings[id], nil }

func (m *memory) AppendAct(a directory.Act) error {
	m.acts = append(m.acts, a)
	return nil
}

func (m *memory) SaveBook(b cashbook.Book) error {
	m.books[b.ID] = b
	return nil
}

func (m *memory) NextBookNumber(project ident.ProjectID) (int, error) {
	last := 0
	for _, b := range m.books {
		if b.Project == project {
			last = max(last, b.Number)
		}
	}
	return last + 1, nil
}

func (m *memory) Ownership(book ident.BookID) (ledger.Ownership, error) {
	owners := m.owners[book]
	if len(owners) == 0 {
		return ledger.Ownership{}, fault.New(fault.Missing, "test.missing", nil)
	}
	return slices.MaxFunc(owners, func(a, b ledger.Ownership) int { return cmp.Compare(a.Epoch, b.Epoch) }), nil
}

func (m *memory) Ownerships(book ident.BookID) ([]ledger.Ownership, error) {
	return m.owners[book], nil
}

func (m *memory) SaveOwnership(o ledger.Ownership) error {
	m.owners[o.Book] = append(m.owners[o.Book], o)
	return nil
}

func (m *memory) Head(book ident.BookID) (head ledger.Head, err error) {
	for _, v := range m.entries[book] {
		head = head.After(v.Entry)
	}
	return head, nil
}

func (m *memory) End(book ident.BookID) (end ledger.End, err error) {
	for _, v := range m.entries[book] {
		end = ledger.End{Head: end.After(v.Entry), Epoch: v.Entry.Epoch}
	}
	return end, nil
}

func (m *memory) AppendVoucher(v cashbook.Voucher) error {
	m.entries[v.Entry.Book] = append(m.entries[v.Entry.Book], v)
	return nil
}

// latest gives the newest revision of every number in (day, number) order.
func (m *memory) latest(book ident.BookID) []cashbook.Voucher {
	byNumber := map[int64]cashbook.Voucher{}
	for _, v := range m.entries[book] {
		byNumber[v.Entry.Number] = v
	}
	vouchers := []cashbook.Voucher{}
	for _, v := range byNumber {
		vouchers = append(vouchers, v)
	}
	slices.SortFunc(vouchers, func(a, b cashbook.Voucher) int { return compare(position(a), position(b)) })
	return vouchers
}

func position(v cashbook.Voucher) cashbook.Position {
	return cashbook.Position{Day: v.Entry.Day, Number: v.Entry.Number}
}

func compare(a, b cashbook.Position) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Number, b.Number))
}

func (m *memory) Voucher(book ident.BookID, number int64) (cashbook.Voucher, error) {
	return m.pick(book, func(v cashbook.Voucher) bool { return v.Entry.Number == number })
}

func (m *memory) ReversalOf(book ident.BookID, number int64) (cashbook.Voucher, error) {
	return m.pick(book, func(v cashbook.Voucher) bool { return v.Entry.Reverses == number })
}

func (m *memory) pick(book ident.BookID, wanted func(cashbook.Voucher) bool) (cashbook.Voucher, error) {
	all := m.latest(book)
	if i := slices.IndexFunc(all, wanted); i >= 0 {
		return all[i], nil
	}
	return cashbook.Voucher{}, fault.New(fault.Missing, "test.missing", nil)
}

func (m *memory) Opening(book ident.BookID) (cashbook.Voucher, error) {
	return m.pick(book, func(v cashbook.Voucher) bool { return v.Kind == cashbook.KindOpening && m.inForce(v) })
}

func (m *memory) inForce(v cashbook.Voucher) bool {
	_, err := m.ReversalOf(v.Entry.Book, v.Entry.Number)
	return err != nil
}

func (m *memory) OnlyOpenings(book ident.BookID) (bool, error) {
	return !slices.ContainsFunc(m.latest(book), func(v cashbook.Voucher) bool {
		return v.Kind != cashbook.KindOpening && v.Entry.Reverses == 0
	}), nil
}

func (m *memory) Movements(book ident.BookID, item int64, until calendar.Day) (moves []cashbook.Movement, err error) {
	for _, v := range m.latest(book) {
		of := m.itemOf(v)
		if v.Entry.Reverses != 0 {
			reversed, _ := m.Voucher(book, v.Entry.Reverses)
			of = m.itemOf(reversed)
		}
		if of != 0 && (item == 0 || item == of) && v.Entry.Day <= until {
			moves = append(moves, cashbook.Movement{Item: of, At: position(v), AmountMinor: v.AmountMinor, Reverses: v.Entry.Reverses})
		}
	}
	return moves, nil
}

// itemOf gives the number of the item that a voucher opens or settles.
func (m *memory) itemOf(v cashbook.Voucher) int64 {
	claims := m.books[v.Entry.Book].Type == cashbook.Receivable
	if v.Settles == 0 && (v.Kind == cashbook.KindItem || claims && v.AmountMinor > 0 && v.Kind != cashbook.KindOrdinary) {
		return v.Entry.Number
	}
	return v.Settles
}

func (m *memory) Legs(id ident.TransferID) (legs []cashbook.Voucher, err error) {
	for book := range m.entries {
		for _, v := range m.latest(book) {
			if v.Transfer.ID == id {
				legs = append(legs, v)
			}
		}
	}
	return legs, nil
}

func (m *memory) LoneLegs(int) (lone []cashbook.Voucher, err error) {
	for book := range m.entries {
		for _, v := range m.latest(book) {
			legs, _ := m.Legs(v.Transfer.ID)
			other := slices.ContainsFunc(legs, func(l cashbook.Voucher) bool { return l.Entry.Book != book && m.inForce(l) })
			if v.Kind == cashbook.KindTransfer && m.inForce(v) && !other {
				lone = append(lone, v)
			}
		}
	}
	return lone, nil
}

func (m *memory) BalanceMinor(book ident.BookID) (sum int64, err error) {
	for _, v := range m.latest(book) {
		sum += v.AmountMinor
	}
	return sum, nil
}

func (m *memory) OutlookAt(book ident.BookID, at cashbook.Position, ignoring int64) (cashbook.Outlook, error) {
	o := cashbook.Outlook{LowestAt: at}
	balance, follows := int64(0), false
	for _, v := range m.latest(book) {
		if v.Entry.Number == ignoring {
			continue
		}
		balance += v.AmountMinor
		switch before := compare(position(v), at) < 0; {
		case before:
			o.BeforeMinor, o.LowestMinor = balance, balance
		case !follows || balance < o.LowestMinor:
			o.LowestMinor, o.LowestAt, follows = balance, position(v), true
		}
	}
	return o, nil
}

func (m *memory) Chain(book ident.BookID, fromSeq int64, visit func(cashbook.Voucher) error) error {
	for _, v := range m.entries[book] {
		if v.Entry.Seq < fromSeq {
			continue
		}
		if err := visit(v); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Books(cashbook.BookFilter) (books []cashbook.Book, err error) {
	for _, b := range m.books {
		books = append(books, b)
	}
	return books, nil
}

func (m *memory) Provisionals(book ident.BookID) ([]cashbook.Provisional, error) {
	return slices.Clone(m.provisionals[book]), nil
}

func (m *memory) SaveProvisional(p cashbook.Provisional) error {
	all := m.provisionals[p.Book]
	i := slices.IndexFunc(all, func(o cashbook.Provisional) bool { return o.Place == p.Place })
	if i < 0 {
		m.provisionals[p.Book] = append(all, p)
		return nil
	}
	all[i] = p
	return nil
}

func (m *memory) DeleteProvisional(book ident.BookID, place int64) error {
	m.provisionals[book] = slices.DeleteFunc(m.provisionals[book], func(p cashbook.Provisional) bool { return p.Place == place })
	return nil
}

func (m *memory) Copied(book ident.BookID) (cashbook.CopyState, error) { return m.copied[book], nil }

func (m *memory) SaveCopied(c cashbook.CopyState) error {
	m.copied[c.Book] = c
	return nil
}

func (m *memory) BranchHead(book ident.BookID, epoch int64) (head ledger.Head, err error) {
	err = m.BranchChain(book, epoch, 1, func(v cashbook.Voucher) error {
		head = head.After(v.Entry)
		return nil
	})
	return head, err
}

func (m *memory) AppendBranch(_ ledger.Head, v cashbook.Voucher, _ time.Time) error {
	m.branches[v.Entry.Book] = append(m.branches[v.Entry.Book], v)
	return nil
}

func (m *memory) Branches(book ident.BookID) (list []cashbook.Branch, _ error) {
	for _, v := range m.branches[book] {
		e := v.Entry
		if last := len(list) - 1; last < 0 || list[last].Epoch != e.Epoch {
			list = append(list, cashbook.Branch{Book: book, Epoch: e.Epoch, Poste: e.Poste, From: e.Number})
		}
		b := &list[len(list)-1]
		b.Entries, b.To, b.End = b.Entries+1, e.Number, b.End.After(e)
	}
	return list, nil
}

func (m *memory) BranchChain(book ident.BookID, epoch, fromSeq int64, visit func(cashbook.Voucher) error) error {
	for _, v := range m.branches[book] {
		if v.Entry.Epoch != epoch || v.Entry.Seq < fromSeq {
			continue
		}
		if err := visit(v); err != nil {
			return err
		}
	}
	return nil
}

// claims is a store that says about head and balance what it is told to.
type claims struct {
	*site
	head    ledger.Head
	balance int64
}

func (c claims) Head(ident.BookID) (ledger.Head, error)   { return c.head, nil }
func (c claims) BalanceMinor(ident.BookID) (int64, error) { return c.balance, nil }

func (m *memory) Counts(book ident.BookID, from int64) (list []cashbook.Count, _ error) {
	for _, c := range m.counts[book] {
		if c.Number >= from {
			list = append(list, c)
		}
	}
	return list, nil
}

func (m *memory) Count(book ident.BookID, number int64) (cashbook.Count, error) {
	list, _ := m.Counts(book, number)
	return firstOf(slices.DeleteFunc(list, func(c cashbook.Count) bool { return c.Number != number }))
}

func (m *memory) LastCount(book ident.BookID) (cashbook.Count, error) {
	return lastOf(m.counts[book])
}

func (m *memory) LastSignedCount(book ident.BookID) (cashbook.Count, error) {
	last, err := lastOf(m.signatures[book])
	if err != nil {
		return cashbook.Count{}, err
	}
	return m.Count(book, last.Number)
}

func (m *memory) AppendCount(c cashbook.Count) error {
	m.counts[c.Book] = append(m.counts[c.Book], c)
	return nil
}

func (m *memory) CountSignatures(book ident.BookID, from int64) (list []cashbook.CountSignature, _ error) {
	for _, g := range m.signatures[book] {
		if g.Number >= from {
			list = append(list, g)
		}
	}
	return list, nil
}

func (m *memory) AppendCountSignature(g cashbook.CountSignature) error {
	m.signatures[g.Book] = append(m.signatures[g.Book], g)
	return nil
}

func (m *memory) Differences(book ident.BookID) (list []cashbook.Voucher, _ error) {
	for _, v := range m.latest(book) {
		if _, err := m.ReversalOf(book, v.Entry.Number); v.Kind == cashbook.KindDifference && err != nil {
			list = append(list, v)
		}
	}
	return list, nil
}

func (m *memory) CountsCopied(book ident.BookID) (cashbook.CountCopy, error) {
	return m.countCopies[book], nil
}

func (m *memory) Afresh() {}

func (m *memory) SaveCountsCopied(c cashbook.CountCopy) error {
	m.countCopies[c.Book] = c
	return nil
}

func firstOf[V any](list []V) (first V, err error) {
	if len(list) == 0 {
		return first, fault.New(fault.Missing, "test.missing", nil)
	}
	return list[0], nil
}

func lastOf[V any](list []V) (last V, err error) {
	if len(list) == 0 {
		return last, fault.New(fault.Missing, "test.missing", nil)
	}
	return list[len(list)-1], nil
}

func (m *memory) HashBefore(book ident.BookID, at time.Time) (ledger.Hash, error) {
	list := m.entries[book]
	list = list[:sort.Search(len(list), func(i int) bool { return !list[i].Entry.Recorded.Before(at) })]
	last, err := lastOf(list)
	return last.Entry.Hash, err
}

func (m *memory) FirstDay(book ident.BookID) (calendar.Day, error) {
	first, _ := firstOf(m.latest(book))
	return first.Entry.Day, nil
}
