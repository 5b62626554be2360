package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// storedArg is what a sentence mentions, with its type, on which its form in a
// language depends. One field is set.
type storedArg struct {
	Text    *string `json:"text,omitempty"`
	Number  *int64  `json:"number,omitempty"`
	Instant *int64  `json:"instant,omitempty"`
	Day     *string `json:"day,omitempty"`
	Key     *string `json:"key,omitempty"`
}

func encodeArgs(args fault.Args) (string, error) {
	stored := make(map[string]storedArg, len(args))
	for name, value := range args {
		stored[name] = storeArg(value)
	}
	text, err := json.Marshal(stored)
	return string(text), err
}

func storeArg(value any) storedArg {
	switch v := value.(type) {
	case time.Time:
		seconds := v.Unix()
		return storedArg{Instant: &seconds}
	case calendar.Day:
		text := v.String()
		return storedArg{Day: &text}
	case fault.Key:
		text := string(v)
		return storedArg{Key: &text}
	}
	if r := reflect.ValueOf(value); r.CanInt() {
		number := r.Int()
		return storedArg{Number: &number}
	}
	text := fmt.Sprint(value)
	return storedArg{Text: &text}
}

func decodeArgs(text string) (fault.Args, error) {
	var stored map[string]storedArg
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, fmt.Errorf("storage: what a sentence mentions: %w", err)
	}
	if len(stored) == 0 {
		return nil, nil
	}
	args := make(fault.Args, len(stored))
	for name, s := range stored {
		value, err := s.value()
		if err != nil {
			return nil, err
		}
		args[name] = value
	}
	return args, nil
}

func (s storedArg) value() (any, error) {
	switch {
	case s.Number != nil:
		return *s.Number, nil
	case s.Instant != nil:
		return time.Unix(*s.Instant, 0).UTC(), nil
	case s.Key != nil:
		return fault.Key(*s.Key), nil
	case s.Day != nil:
		var day calendar.Day
		err := day.UnmarshalText([]byte(*s.Day))
		return day, err
	case s.Text != nil:
		return *s.Text, nil
	}
	return "", nil
}
