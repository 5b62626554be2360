package transit_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/transit"
)

func TestStageIsTheFarthestThatWasReached(t *testing.T) {
	now := time.Unix(1, 0)
	for want, s := range map[transit.Stage]transit.Sent{
		transit.Waiting:      {Written: now},
		transit.Carried:      {Written: now, Carried: now},
		transit.Acknowledged: {Written: now, Carried: now, Acknowledged: now},
	} {
		if got := s.Stage(); got != want {
			t.Errorf("stage of %+v is %s, want %s", s, got, want)
		}
	}
	if got := (transit.Sent{Acknowledged: now}).Stage(); got != transit.Acknowledged {
		t.Errorf("a file that went by another way is %s", got)
	}
}
