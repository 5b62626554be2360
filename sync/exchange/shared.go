package exchange

import (
	"errors"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Shared is what a file brings about things that several people share: postes,
// books and journals. What is newer here stays, whoever's file brought it.
type Shared struct {
	books    []cashbook.Book
	journals []accounting.Journal
	grants   []ledger.Ownership
	postes   []directory.Poste
	marks    []movedMark
}

// Things are what several people share.
type Things struct {
	Postes   []directory.Poste
	Books    []OwnedBook
	Journals []OwnedJournal
}

// JudgeShared says what a file brings about postes, books and journals, and how
// these books and journals stand once it is applied. Nothing is written.
func JudgeShared(s Store, o *Opened, brought Things) (*Shared, Things, error) {
	j := &judge{store: s, o: o}
	sh := &Shared{}
	if err := sh.judgePostes(j, brought.Postes); err != nil {
		return nil, Things{}, err
	}
	standing := Things{Postes: brought.Postes}
	for _, b := range brought.Books {
		stands, err := sh.judgeBook(j, b)
		if err != nil {
			return nil, Things{}, err
		}
		standing.Books = append(standing.Books, stands)
	}
	for _, one := range brought.Journals {
		stands, err := sh.judgeJournal(j, one)
		if err != nil {
			return nil, Things{}, err
		}
		standing.Journals = append(standing.Journals, stands)
	}
	sh.marks = j.moved
	return sh, standing, nil
}

// judgePostes takes the directory of postes whole. Revocation is absolute.
func (sh *Shared) judgePostes(j *judge, postes []directory.Poste) error {
	how, err := j.statement("postes", [16]byte{})
	if err != nil || how == older {
		return err
	}
	for _, p := range postes {
		here, err := j.store.Poste(p.ID)
		if err != nil && !errors.Is(err, fault.Missing) {
			return err
		}
		if here.Status != directory.PosteRevoked {
			sh.postes = append(sh.postes, p)
		}
	}
	return nil
}

// judgeBook gives the book and its grant as they will stand.
func (sh *Shared) judgeBook(j *judge, brought OwnedBook) (OwnedBook, error) {
	stands, err := sh.judgeDefinition(j, brought.Book)
	if err != nil {
		return OwnedBook{}, err
	}
	grant, err := sh.judgeGrant(j, stands.ID, brought.Ownership, brought.Earlier)
	return OwnedBook{stands, Tenure{Ownership: grant}}, err
}

// judgeDefinition restores a definition of the same revision when somebody was
// taken out of it here by a file that is older than this one, see release.
func (sh *Shared) judgeDefinition(j *judge, brought cashbook.Book) (cashbook.Book, error) {
	how, err := j.revision("book", brought.ID, brought.Revision, BooksToWire([]OwnedBook{{Book: brought}}))
	if err != nil {
		return brought, err
	}
	stated, err := j.statement(bookHolders, brought.ID)
	if err != nil {
		return brought, err
	}
	if how == newer || how == same && stated == newer {
		sh.books = append(sh.books, brought)
		return brought, nil
	}
	here, err := j.store.Book(brought.ID)
	if errors.Is(err, fault.Missing) { // the mark survived what it was about
		sh.books = append(sh.books, brought)
		return brought, nil
	}
	return here, err
}

// bookHolders names the marks of when it was last stated who keeps a book. A
// file says it also of the books which it does not name: its subject keeps none
// of them.
const bookHolders = "book-holders"

// judgeGrant takes what is newer than what is known here, with what came before
// it: a poste may have heard of none of that.
func (sh *Shared) judgeGrant(j *judge, book ident.BookID, newest *ledger.Ownership, earlier []ledger.Ownership) (*ledger.Ownership, error) {
	if newest != nil {
		how, err := j.revision("ownership", book, newest.Epoch, ownershipToWire(newest))
		if err != nil {
			return nil, err
		}
		if how == newer {
			sh.grants = append(append(sh.grants, earlier...), *newest)
			return newest, nil
		}
	}
	here, err := j.store.Ownership(book)
	if errors.Is(err, fault.Missing) {
		return newest, nil
	}
	return &here, err
}

// Apply writes what is brought, with its marks. Projects are there already.
func (sh *Shared) Apply(s Store) error {
	if err := each(sh.postes, s.SavePoste); err != nil {
		return err
	}
	if err := each(sh.books, s.SaveBook); err != nil {
		return err
	}
	if err := each(sh.journals, s.SaveJournal); err != nil {
		return err
	}
	if err := each(sh.grants, s.SaveOwnership); err != nil {
		return err
	}
	return each(sh.marks, func(m movedMark) error { return s.SaveOrder(m.stream, m.order) })
}
