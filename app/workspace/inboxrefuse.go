package workspace

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// refuse says why a file is not taken, and keeps a copy where it is refused for
// good. It reports whether that is decided.
func (i *Inbox) refuse(ctx context.Context, m *meeting, content []byte, reason error) (decided bool) {
	why, foreseen := errors.AsType[*fault.Error](reason)
	m.Why = reason
	switch {
	case !foreseen:
		i.w.Reference(reason)
		return false
	case passing(why):
		return false
	case errors.Is(reason, fault.Denied): // others may
		return true
	case why.Key == "file.other-poste", notOurs(m.Path, why):
		m.Standing = Elsewhere
		return true
	}
	if i.w.wroteHere(ctx, content) { // on the stick on which it is to leave
		m.Standing = Elsewhere
		return true
	}
	m.Standing = NotTaken
	i.keep(ctx, m.Path, content, why)
	return true
}

// passing tells of reasons that may be gone at the next look: a stick that was
// pulled out, a file that somebody writes.
func passing(why *fault.Error) bool {
	return slices.Contains([]string{"workspace.no-file", "workspace.unreadable", "file." + string(usrfile.ErrChanging)}, why.Key)
}

// notOurs tells of files of other programs: the extensions but one are in use for
// other things too, among them keys that must not be copied anywhere. A name that
// was reserved when the power went is nobody's either.
func notOurs(path string, why *fault.Error) bool {
	switch usrfile.Reason(strings.TrimPrefix(why.Key, "file.")) {
	case usrfile.ErrEmpty:
		return true
	case usrfile.ErrMagic, usrfile.ErrTooLarge, usrfile.ErrNotRegular:
		return !hasExtension(path, usrfile.KindUserData)
	}
	return false
}

// keep copies a refused file to the quarantine, with the reason beside it, and
// writes down that it was refused, once for each content.
func (i *Inbox) keep(ctx context.Context, path string, content []byte, why *fault.Error) {
	if content == nil && damaged(why) {
		content, _ = readSmallFile(path, mostCopied) // what can not be read has no copy
	}
	r := refusal{path: path, content: content, why: why}
	if content != nil {
		copied, err := i.quarantine.Keep(path, r.digest(), content, path+"\n\n"+i.say(why))
		if err != nil {
			i.w.log.Warn("a refused file is not kept", "file", path, "error", err)
		}
		r.copied = copied
	}
	err := i.w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		_, err := r.note(tx, now, false)
		return err
	})
	if err != nil {
		i.w.log.Error("a refusal is not listed", "file", path, "error", err)
	}
}

// mostCopied is the size of the largest damaged file of which a copy is kept.
const mostCopied = 4 << 20

// damaged tells of files that were not read to their end, because their beginning
// said that it was in vain.
func damaged(why *fault.Error) bool {
	switch usrfile.Reason(strings.TrimPrefix(why.Key, "file.")) {
	case usrfile.ErrNotRegular, usrfile.ErrTooLarge, usrfile.ErrEmpty, usrfile.ErrChanging:
		return false
	}
	return strings.HasPrefix(why.Key, "file.")
}
