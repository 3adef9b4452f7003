package ask

import "github.com/quartet-os/quartet/engine/program"

// LivelockTopic words the question whether all can run on for ever and nobody gets on.
func LivelockTopic() Topic {
	return Topic{Title: "Livelock", Text: "asking whether all can run on for ever and come to nothing …",
		Asks:    "Can all run on for ever from here, and nobody gets on? The answer comes by itself.\n",
		Stopped: "stopped asking · :livelock asks again"}
}

// Livelock returns the Asker that looks for a schedule from the present state that goes on for ever without a mark: it
// fails also where luck would lead out. What was typed names the marks; "" takes those of the scene. The error is that
// of marks that cannot be read.
func Livelock(p *program.Program, marks string) (Asker, error) {
	if marks != "" {
		if _, err := p.ReadMarks(marks); err != nil {
			return nil, err
		}
	}
	s := p.Settings
	return way{grain: s.Grain, named: s.GrainNamed, livelock: true, marks: marks}.ask, nil
}
