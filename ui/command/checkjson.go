package command

import (
	"encoding/json"

	"github.com/quartet-os/quartet/engine/explore"
)

// answerJSON is what `check --json` prints: the fields in this order.
type answerJSON struct {
	Verdict  string       `json:"verdict"`
	Kind     string       `json:"kind"`
	Text     string       `json:"text"`
	States   int64        `json:"states"`
	Visited  int64        `json:"visited"`
	Length   int          `json:"length"`
	Schedule []choiceJSON `json:"schedule"`
	Complete bool         `json:"complete"`
	Grain    string       `json:"grain"`
	Other    *answerJSON  `json:"other,omitempty"` // at grain op, where nobody named a grain
}

// choiceJSON is one step of a schedule.
type choiceJSON struct {
	Run      string   `json:"run"`
	Wakes    []string `json:"wakes"`
	Spurious []string `json:"spurious,omitempty"`
}

// answersJSON gives a question's answers as one object.
func answersJSON(a *explore.Answers) ([]byte, error) {
	first := answerOf(&a.First)
	if a.Other != nil {
		other := answerOf(a.Other)
		first.Other = &other
	}
	return json.Marshal(first)
}

func answerOf(v *explore.Verdict) answerJSON {
	out := answerJSON{
		Verdict: v.Answer.String(), Kind: v.Kind, Text: v.Text, Grain: v.Grain.String(), States: v.States,
		Visited: v.Visited, Length: v.Length, Schedule: []choiceJSON{}, Complete: v.Complete,
	}
	for _, c := range v.Schedule {
		out.Schedule = append(out.Schedule, choiceJSON{c.Run, append([]string{}, c.Wakes...), c.Spurious})
	}
	return out
}
