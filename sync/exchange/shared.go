package exchange

import (
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// Shared is what a file brings about things that several people share: postes
// and books. What is newer here stays, whoever's file brought it.
type Shared struct {
	books  []cashbook.Book
	grants []ledger.Ownership
	postes []directory.Poste
	marks  []movedMark
}

// JudgeShared says what a file brings about postes and books, and how these
// books stand once it is applied. Nothing is written.
func JudgeShared(s Store, o *Opened, postes []directory.Poste, books []OwnedBook) (*Shared, []OwnedBook, error) {
	j := &judge{store: s, o: o}
	sh := &Shared{}
	if err := sh.judgePostes(j, postes); err != nil {
		return nil, nil, err
	}
	standing := make([]OwnedBook, 0, len(books))
	for _, b := range books {
		stands, err := sh.judgeBook(j, b)
		if err != nil {
			return nil, nil, err
		}
		standing = append(standing, stands)
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
	grant, err := sh.judgeGrant(j, brought)
	return OwnedBook{Book: stands, Ownership: grant}, err
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
func (sh *Shared) judgeGrant(j *judge, o OwnedBook) (*ledger.Ownership, error) {
	if o.Ownership != nil {
		how, err := j.revision("ownership", o.Book.ID, o.Ownership.Epoch, ownershipToWire(o.Ownership))
		if err != nil {
			return nil, err
		}
		if how == newer {
			sh.grants = append(append(sh.grants, o.Earlier...), *o.Ownership)
			return o.Ownership, nil
		}
	}
	here, err := j.store.Ownership(o.Book.ID)
	if errors.Is(err, fault.Missing) {
		return o.Ownership, nil
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
	if err := each(sh.grants, s.SaveOwnership); err != nil {
		return err
	}
	return each(sh.marks, func(m movedMark) error { return s.SaveOrder(m.stream, m.order) })
}
