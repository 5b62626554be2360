package usrfile_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func TestKeysComeBackFromPaper(t *testing.T) {
	for n := range 256 {
		written := usrfile.PaperRoot.Write(seed(byte(n)))
		if groups := strings.Split(written, "-"); len(groups) != 18 {
			t.Fatalf("%d groups", len(groups))
		}
		typed := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(written, "-", " "), "0", "o"))
		if got, err := usrfile.PaperRoot.Read(typed); err != nil || got != seed(byte(n)) {
			t.Fatalf("%s gives %x, %v", typed, got, err)
		}
		if _, err := usrfile.PaperHeadOffice.Read(written); !errors.Is(err, usrfile.ErrCheck) {
			t.Errorf("a root key is taken for head office's: %v", err)
		}
	}
}

// Every wrong symbol and every two groups exchanged are seen, and where.
func TestATypoOnPaperIsNamedByItsGroup(t *testing.T) {
	written := usrfile.PaperHeadOffice.Write([32]byte{0xd1, 0x02, 0xfe, 31: 7})
	groups := strings.Split(written, "-")
	for i := range written {
		if written[i] == '-' {
			continue
		}
		wrong := []byte(written)
		wrong[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(strings.IndexByte("0123456789ABCDEFGHJKMNPQRSTVWXYZ", wrong[i])+11)%32]
		verdicts := usrfile.PaperKeyGroups(string(wrong))
		for g, verdict := range verdicts {
			if typo := verdict == usrfile.GroupTypo; typo != (g == i/5) {
				t.Errorf("symbol %d is wrong, and group %d is %v", i, g, verdict)
			}
		}
		if _, err := usrfile.PaperHeadOffice.Read(string(wrong)); !errors.Is(err, usrfile.ErrCheck) {
			t.Errorf("symbol %d: %v", i, err)
		}
	}
	for a := range groups {
		for b := range a {
			swapped := slices.Clone(groups)
			swapped[a], swapped[b] = swapped[b], swapped[a]
			verdicts := usrfile.PaperKeyGroups(strings.Join(swapped, "-"))
			if groups[a] != groups[b] && (verdicts[a] != usrfile.GroupTypo || verdicts[b] != usrfile.GroupTypo) {
				t.Errorf("groups %d and %d exchanged: %v", a, b, verdicts)
			}
		}
	}
}

// Groups that are right each, of two papers, make no key.
func TestGroupsOfTwoPapersMakeNoKey(t *testing.T) {
	one, other := usrfile.PaperRoot.Write(seed(1)), usrfile.PaperRoot.Write(seed(2))
	mixed := one[:45] + other[45:]
	if slices.Contains(usrfile.PaperKeyGroups(mixed), usrfile.GroupTypo) {
		t.Fatal("the groups are not right each")
	}
	if _, err := usrfile.PaperRoot.Read(mixed); !errors.Is(err, usrfile.ErrCheck) {
		t.Errorf("got %v", err)
	}
	for name, text := range map[string]string{"": "", "short": one[:80], "long": one + "0", "no symbol": "U" + one[1:]} {
		if _, err := usrfile.PaperRoot.Read(text); !errors.Is(err, usrfile.ErrSyntax) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
