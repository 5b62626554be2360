package usrfile_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func TestPayloadLimits(t *testing.T) {
	sample := string(userPayload(t))
	people := func(n int) usrfile.UserData {
		d := sampleUserData(t)
		d.People = make([]usrfile.Person, n)
		for i := range d.People {
			d.People[i].ID = uuid.UUID{1, byte(i >> 16), byte(i >> 8), byte(i)}
		}
		return d
	}
	if _, err := usrfile.EncodeUserData(people(10_000)); err != nil {
		t.Errorf("10 000 people: %v", err)
	}
	_, err := usrfile.EncodeUserData(people(10_001))
	refused(t, err, usrfile.ErrPayload)

	tests := []struct {
		name    string
		payload string
		want    usrfile.Reason
	}{
		{"17 deep", strings.Repeat("[", 17), usrfile.ErrPayload},
		{"a million deep", strings.Repeat("[", 1_000_000), usrfile.ErrPayload},
		{"a million deep in objects", strings.Repeat(`{"a":`, 800_000), usrfile.ErrPayload},
		{"10 001 items", `{"roles":[` + strings.Repeat("{},", 10_000) + "{}]}", usrfile.ErrPayload},
		{"a million items", `{"roles":[` + strings.Repeat("{},", 1_000_000) + "{}]}", usrfile.ErrPayload},
		{"text of 4 097 bytes", strings.Replace(sample, "Eau Vive", strings.Repeat("a", 4097), 1), usrfile.ErrPayload},
		{"text of a megabyte", strings.Replace(sample, "Eau Vive", strings.Repeat("a", 1<<20), 1), usrfile.ErrPayload},
		{"number of a megabyte", strings.Replace(sample, "180", strings.Repeat("1", 1<<20), 1), usrfile.ErrPayload},
		{"payload beyond 4 MiB", strings.Repeat(" ", 4<<20), usrfile.ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := allocated()
			_, err := usrfile.DecodeUserData([]byte(test.payload))
			refused(t, err, test.want)
			if taken := allocated() - before; taken > uint64(len(test.payload))+1<<20 {
				t.Errorf("took %d bytes to refuse %d", taken, len(test.payload))
			}
		})
	}
}

// allocated counts every byte that was ever taken from the heap.
func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// A payload within all limits can be crowded; reading it takes a bounded
// multiple of its size.
func TestCrowdedPayloadTakesBoundedMemory(t *testing.T) {
	crowd := "[" + strings.Repeat("{},", 9_999) + "{}]"
	payload := `{"roles":` + crowd + `,"projects":` + crowd + `,"people":` + crowd + `,"books":` + crowd + `,"postes":` + crowd + `}`
	before := allocated()
	_, err := usrfile.DecodeUserData([]byte(payload))
	refused(t, err, usrfile.ErrPayload)
	if taken := allocated() - before; taken > 256<<20 {
		t.Errorf("took %d MiB for %d bytes", taken>>20, len(payload))
	}
}
