package inbox

import (
	"context"
	"time"
)

// Scan looks until everything rests, or as often as is reasonable for somebody
// who waits for it, and gives the last look.
func Scan(ctx context.Context, l *Looker, places []Place, settle time.Duration) (Sighting, error) {
	const looks = 5
	seen := l.Look(places)
	for n := 1; n < looks && seen.Moving > 0; n++ {
		select {
		case <-ctx.Done():
			return seen, ctx.Err()
		case <-time.After(settle):
		}
		seen = l.Look(places)
	}
	return seen, nil
}
