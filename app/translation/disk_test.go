package translation_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

func TestErrorsOfTheDiskHaveASentence(t *testing.T) {
	french, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "absent")
	_, opening := os.Open(missing)
	for _, cause := range []error{fmt.Errorf("reading: %w", opening), os.Rename(missing, missing+"2")} {
		err := translation.Foreseen(cause)
		kind, is := fault.KindOf(err)
		text, hint := french.Fault(cause, "")
		if !is || kind != fault.Conflict || !errors.Is(err, cause) || !strings.Contains(text, missing) || strings.Contains(hint, "[") {
			t.Errorf("%v is %v: %q, %q", cause, err, text, hint)
		}
	}
}

func TestOtherErrorsStayWhatTheyAre(t *testing.T) {
	for _, err := range []error{nil, errors.New("x"), fault.New(fault.Missing, "storage.home", nil), fault.Wrap(os.ErrNotExist, fault.Missing, "storage.home", nil)} {
		if got := translation.Foreseen(err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
}
