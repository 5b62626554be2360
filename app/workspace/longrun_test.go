package workspace_test

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// shift is a long day of mixed work at head office, at a cashier's and at an
// accountant's poste, all three in this one program, whose folders stay open. Every
// piece of work is followed by a minute of simulated time.
type shift struct {
	*closer
	stick   string
	minute  int
	records int // vouchers entered
	posted  int // postings entered
	pieces  map[string]int
}

// What is done every so many minutes.
var routine = []struct {
	every int
	name  string
	do    func(*shift, *testing.T)
}{
	{1, "entering vouchers", (*shift).record},
	{1, "posting", (*shift).post},
	{3, "reading pages", (*shift).read},
	{7, "putting right", (*shift).putRight},
	{11, "searching", (*shift).search},
	{20, "signing in", (*shift).signIn},
	{25, "refusing a wrong file", (*shift).refuse},
	{30, "batches and acknowledgements", (*shift).batch},
	{45, "user data out and in", (*shift).exchange},
	{60, "records to head office", (*shift).report},
	{60, "counting the till", (*shift).count},
	{90, "scanning the inbox", (*shift).scanInbox},
	{120, "closing days", (*shift).close},
	{180, "backing up the journal", (*shift).backUpJournal},
	{360, "backing up the folder", (*shift).backUpFolder},
	{360, "verifying", (*shift).verify},
}

// Memory, goroutines and open files stay what they are after the first hours,
// however long people work. By itself this is a short day; COMPTOIR_SOAK says for
// how many hours `make soak` lets them work.
func TestLongRunStaysFlat(t *testing.T) {
	hours, every := 2, 15
	if n, err := strconv.Atoi(os.Getenv("COMPTOIR_SOAK")); err == nil && n > 0 {
		hours, every = n, 60
	}
	s := newShift(t)
	s.now = s.now.Truncate(aDay).Add(6 * hour) // a working day and the night after it
	var samples []sample
	for s.minute = 1; s.minute <= 60*hours; s.minute++ {
		s.passes(time.Minute)
		s.site.now = s.now
		for _, work := range routine {
			if s.minute%work.every == 0 {
				work.do(s, t)
				s.pieces[work.name]++
			}
		}
		if s.minute%every == 0 {
			samples = append(samples, measured(t, s.minute))
			s.clearStick(t)
		}
	}
	s.verify(t)
	t.Logf("%d hours: %d vouchers, %d postings, pieces of work %v", hours, s.records, s.posted, s.pieces)
	for _, m := range samples {
		t.Log(m)
	}
	wantFlat(t, samples)
}

func newShift(t *testing.T) *shift {
	t.Helper()
	s := &shift{closer: newCloser(t), pieces: map[string]int{}}
	s.records++
	must[cashbook.Recorded](t)(s.awa.Record(t.Context(), s.book.ID, said("Approvisionnement", 1_000_000_000)))
	s.clearStick(t)
	return s
}

// clearStick gives an empty stick, as people copy off theirs.
func (s *shift) clearStick(t *testing.T) {
	t.Helper()
	if s.stick == "" {
		s.stick = t.TempDir()
	}
	check(t, os.RemoveAll(s.stick))
	check(t, os.Mkdir(s.stick, 0o700))
}

func (s *shift) record(t *testing.T) {
	draft := said(fmt.Sprint("Achat ", s.records), -int64(10+s.records%90))
	if s.minute%10 == 0 {
		kept := must[cashbook.Attachment](t)(s.awa.KeepAttachment(t.Context(), "facture.pdf", bill(s.minute)))
		draft.Attachments = []cashbook.Attachment{kept}
	}
	must[cashbook.Recorded](t)(s.awa.Record(t.Context(), s.book.ID, draft))
	s.records++
}

func (s *shift) post(t *testing.T) {
	must[accounting.Posting](t)(s.moussa.Post(t.Context(), s.journal.ID, bought(s.posted, 1+s.posted%90)))
	s.posted++
}

func (s *shift) putRight(t *testing.T) {
	p := must[accounting.Posting](t)(s.moussa.Post(t.Context(), s.journal.ID, bought(s.posted, 7)))
	must[workspace.Reposted](t)(s.moussa.RepostPosting(t.Context(), s.journal.ID, p.Entry.Number, "Montant", bought(s.posted, 8)))
	s.posted += 3
}

func (s *shift) read(t *testing.T) {
	ctx := t.Context()
	_, total, err := s.awa.BookLines(ctx, cashbook.PageFilter{Book: s.book.ID, Limit: 100})
	check(t, err)
	_, _, err = s.awa.BookLines(ctx, cashbook.PageFilter{Book: s.book.ID, Offset: max(0, total-100), Limit: 100})
	check(t, err)
	must[workspace.OpenBook](t)(s.awa.OpenBook(ctx, s.book.Ref()))
	_, _, err = s.moussa.JournalPage(ctx, accounting.PageFilter{Journal: s.journal.ID, Limit: 100})
	check(t, err)
	must[[]accounting.Total](t)(s.moussa.AccountTotals(ctx, accounting.TotalFilter{Project: s.book.Project}))
	must[workspace.Condition](t)(s.site.Condition(ctx))
	must[int](t)(s.session.CountTasks(ctx))
}

func (s *shift) search(t *testing.T) {
	ctx := t.Context()
	_, _, err := s.awa.BookLines(ctx, cashbook.PageFilter{Book: s.book.ID, Search: "achat 12", Limit: 50})
	check(t, err)
	_, _, err = s.moussa.JournalPage(ctx, accounting.PageFilter{Journal: s.journal.ID, Search: "achat 12", Limit: 50})
	check(t, err)
	_, _, err = s.session.Users(ctx, directory.UserFilter{Search: "diop"})
	check(t, err)
	_, _, err = s.session.History(ctx, directory.HistoryFilter{Limit: 50})
	check(t, err)
	must[workspace.TrialBalance](t)(s.moussa.TrialBalance(ctx, workspace.AccountsWish{Project: s.book.Project}, nil))
}

// signIn lets everybody go and come back, somebody with a wrong password first.
func (s *shift) signIn(t *testing.T) {
	ctx := t.Context()
	for _, open := range []*workspace.Session{s.awa, s.moussa, s.session, s.ba} {
		open.Close()
	}
	if _, err := s.site.SignIn(ctx, awaName, "une autre phrase"); err == nil {
		t.Fatal("a wrong password signs in")
	}
	s.passes(time.Minute)
	s.site.now = s.now
	s.awa = must[*workspace.Session](t)(s.site.SignIn(ctx, awaName, awaPassword))
	s.moussa = must[*workspace.Session](t)(s.desk.SignIn(ctx, moussa, moussaPassword))
	s.session = must[*workspace.Session](t)(s.SignIn(ctx, adminName, adminPassword))
	s.ba = must[*workspace.Session](t)(s.SignIn(ctx, baName, baPassword))
}

func (s *shift) refuse(t *testing.T) {
	path := put(t, s.stick, fmt.Sprint("faux-", s.minute, ".usr"), []byte(fmt.Sprint("\x89CPT\r\n\x1a\n", s.minute)))
	for _, f := range []*folder{s.site, s.desk} {
		if _, err := f.Examine(t.Context(), nil, path); err == nil {
			t.Fatal("a wrong file is taken")
		}
	}
}

func (s *shift) batch(t *testing.T) {
	_, paths, err := s.awa.WriteBatches(t.Context(), s.book.ID, s.deskID, 0, s.stick)
	check(t, err)
	for _, path := range paths {
		answer := s.receives(t, path)
		arrival := must[*workspace.Arrival](t)(s.site.Examine(t.Context(), s.awa, answer))
		check(t, s.site.Apply(t.Context(), s.awa, arrival, arrival.Fingerprint))
	}
}

func (s *shift) exchange(t *testing.T) {
	ctx := t.Context()
	u := must[directory.User](t)(s.session.FindUser(ctx, awaName))
	u.Job = fmt.Sprint("Caissière ", s.minute)
	must[directory.User](t)(s.session.EditUser(ctx, u))
	for name, f := range map[string]*folder{awaName: s.site, moussa: s.desk} {
		u := must[directory.User](t)(s.session.FindUser(ctx, name))
		written := must[[]workspace.Written](t)(s.session.ExportUser(ctx, u.ID, s.usual(t, u), s.stick))
		f.takes(t, written[0].Path)
	}
	must[[]workspace.Outcome](t)(s.session.ExportUsers(ctx, []ident.UserID{s.awa.UserID(), s.moussaID}, s.stick, func(int, int) {}))
}

func (s *shift) report(t *testing.T) {
	ctx := t.Context()
	for by, f := range map[*workspace.Session]*folder{s.awa: s.site, s.moussa: s.desk} {
		must[[]string](t)(f.WriteDue(ctx, by, workspace.Closing))
		s.takeRecord(t, must[string](t)(by.WriteRecord(ctx, s.stick)))
	}
	must[[]string](t)(s.session.AnswerRecords(ctx, s.stick))
}

func (s *shift) count(t *testing.T) {
	ctx := t.Context()
	card := must[workspace.OpenBook](t)(s.awa.OpenBook(ctx, s.book.Ref()))
	pieces := []cashbook.CountLine{{Denomination: money.Denomination{Minor: 1, Coin: true}, Pieces: card.BalanceMinor}}
	must[cashbook.Count](t)(s.awa.CountTill(ctx, s.book.ID, cashbook.CountSheet{Lines: pieces}))
}

func (s *shift) scanInbox(t *testing.T) {
	for _, f := range []*folder{s.site, s.desk} {
		put(t, f.Inbox(), fmt.Sprint("perdu-", s.minute, ".usr"), []byte(fmt.Sprint("\x89CPT", s.minute)))
		f.scan(t, nil, f.NewInbox(say))
	}
}

// close closes the day before, once there is one, and gives head office what has
// been closed.
func (s *shift) close(t *testing.T) {
	ctx := t.Context()
	today := must[workspace.JournalCard](t)(s.moussa.Journal(ctx, "P01/OD"))
	until := must[accounting.Posting](t)(s.moussa.Post(ctx, today.Journal.ID, bought(s.posted, 3))).Entry.Day - 1
	s.posted++
	if s.minute < 18*60 {
		return
	}
	if must[accounting.Locks](t)(s.moussa.JournalLocks(ctx, s.journal.ID)).Until < until {
		s.closes(t, accounting.CloseDay, until)
	}
}

func (s *shift) backUpJournal(t *testing.T) { s.backs(t) }

func (s *shift) backUpFolder(t *testing.T) {
	backUp(t, s.session)
}

func (s *shift) verify(t *testing.T) {
	book := must[cashbook.Report](t)(s.awa.VerifyBook(t.Context(), s.book.ID))
	journal := s.verifies(t, s.moussa)
	if book.Vouchers != int64(s.records) || journal.Postings != int64(s.posted) || book.Lost+journal.Lost != 0 {
		t.Fatalf("%d vouchers and %d postings were entered: %+v, %+v", s.records, s.posted, book, journal)
	}
}

// sample is what the program holds at some moment.
type sample struct {
	minute, heapKiB, residentKiB, goroutines, files int
}

func (m sample) String() string {
	return fmt.Sprintf("%2d:%02d  heap %6d KiB  resident %7d KiB  goroutines %3d  open files %3d",
		m.minute/60, m.minute%60, m.heapKiB, m.residentKiB, m.goroutines, m.files)
}

// measured gives back to the system what is not used, and looks at the rest.
func measured(t *testing.T, minute int) sample {
	t.Helper()
	runtime.GC()
	debug.FreeOSMemory()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	m := sample{minute: minute, heapKiB: int(stats.HeapAlloc >> 10), goroutines: runtime.NumGoroutine()}
	if runtime.GOOS != "linux" {
		return m
	}
	m.files = len(must[[]os.DirEntry](t)(os.ReadDir("/proc/self/fd")))
	for line := range strings.Lines(string(must[[]byte](t)(os.ReadFile("/proc/self/status")))) {
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &m.residentKiB); err == nil {
			break
		}
	}
	return m
}

// wantFlat compares the last quarter with the second: by then everything has
// happened once. What is kept in memory may grow by the little that lists of open
// folders do; goroutines and files may not.
func wantFlat(t *testing.T, samples []sample) {
	t.Helper()
	quarter := len(samples) / 4
	early, late := highest(samples[quarter:2*quarter]), highest(samples[len(samples)-quarter:])
	if late.goroutines > early.goroutines || late.files > early.files {
		t.Errorf("goroutines went from %d to %d, open files from %d to %d", early.goroutines, late.goroutines, early.files, late.files)
	}
	if most := early.heapKiB + early.heapKiB/10 + 1<<10; late.heapKiB > most {
		t.Errorf("the heap went from %d to %d KiB", early.heapKiB, late.heapKiB)
	}
	if most := early.residentKiB + early.residentKiB/4 + 16<<10; late.residentKiB > most {
		t.Errorf("resident memory went from %d to %d KiB", early.residentKiB, late.residentKiB)
	}
}

func highest(samples []sample) (most sample) {
	for _, m := range samples {
		most = sample{
			heapKiB: max(most.heapKiB, m.heapKiB), residentKiB: max(most.residentKiB, m.residentKiB),
			goroutines: max(most.goroutines, m.goroutines), files: max(most.files, m.files),
		}
	}
	return most
}
