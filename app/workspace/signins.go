package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// SignIn is one of a person's own sign-ins, or of the attempts that were refused.
type SignIn struct {
	At      time.Time
	Poste   directory.Poste // of number 0 for head office and for one that is not registered
	Refused bool
}

// historyReach is how many of a person's own acts are looked through.
const historyReach = 1000

// SignIns gives the signed-in person's own sign-ins, newest first, on this poste
// and on others of which this folder has heard.
func (s *Session) SignIns(ctx context.Context) ([]SignIn, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([]SignIn, error) {
		return s.signIns(tx)
	})
}

func (s *Session) signIns(tx *storage.Tx) ([]SignIn, error) {
	acts, _, err := tx.Acts(directory.HistoryFilter{Subject: s.user, Limit: historyReach})
	if err != nil {
		return nil, err
	}
	postes, err := tx.Postes()
	if err != nil {
		return nil, err
	}
	byNumber := make(map[int]directory.Poste, len(postes))
	for _, p := range postes {
		byNumber[p.Number] = p
	}
	var list []SignIn
	for _, act := range acts {
		one := SignIn{At: act.At, Poste: byNumber[act.Poste], Refused: act.Verb == directory.VerbSignInRefused}
		if one.Refused || act.Verb == directory.VerbSignedIn || act.Verb == directory.VerbFirstSignIn {
			list = append(list, one)
		}
	}
	return list, nil
}

// News is what a person should know about their account when they sign in.
type News struct {
	Refused   int      // attempts since the last sign-in here
	NewPostes []SignIn // first sign-ins from other postes that this folder has heard of since
}

// News gives what has happened to the person's account since they signed in here
// before.
func (s *Session) News(ctx context.Context) (News, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (news News, err error) {
		list, err := s.signIns(tx)
		if err != nil || len(list) == 0 {
			return news, err
		}
		home, err := tx.Home()
		if err != nil {
			return news, err
		}
		here, err := homePoste(tx, home)
		if err != nil {
			return news, err
		}
		recent := sinceLast(list, here.Number)
		for i, one := range list[:recent] {
			switch {
			case one.Refused:
				news.Refused++
			case !isHere(one, here.Number) && !signedInOn(list[i+1:], one.Poste.Number):
				news.NewPostes = append(news.NewPostes, one)
			}
		}
		return news, nil
	})
}

// isHere reports whether a sign-in was on this poste, which had no number before it
// was registered; nobody else's without one is heard of.
func isHere(one SignIn, here int) bool { return one.Poste.Number == here || one.Poste.Number == 0 }

// sinceLast counts what came after the sign-in here before the present one.
func sinceLast(list []SignIn, here int) int {
	seen := 0
	for i, one := range list {
		if one.Refused || !isHere(one, here) {
			continue
		}
		if seen++; seen == 2 {
			return i
		}
	}
	return len(list)
}

func signedInOn(list []SignIn, poste int) bool {
	for _, one := range list {
		if !one.Refused && one.Poste.Number == poste {
			return true
		}
	}
	return false
}
