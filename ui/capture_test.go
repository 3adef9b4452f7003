package ui

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// paper is a file in memory.
type paper struct {
	bytes.Buffer
	closed bool
	room   int // bytes it takes, 0 for any number
}

func (p *paper) Write(data []byte) (int, error) {
	if p.room > 0 && p.Len()+len(data) > p.room {
		return 0, errors.New("no space left on device")
	}
	return p.Buffer.Write(data)
}

func (p *paper) Close() error {
	p.closed = true
	return nil
}

// creator makes live recordings go to paper.
func creator(p *paper) func(*Options) {
	return func(o *Options) {
		o.Create = func(name string) (io.WriteCloser, string, error) { return p, name, nil }
	}
}

func TestTheScreenIsCopiedAsText(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("space")
	shown := u.screen()
	cmd := u.send(keyOf("Y"))
	if cmd == nil {
		t.Fatal("nothing is asked of the terminal")
	}
	if text, ok := cmd().(interface{ String() string }); ok && text.String() != shown {
		t.Errorf("copied was\n%s\nwant\n%s", text, shown)
	}
	u.sees("copied the screen")
}

func TestAPictureIsSaved(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, bounded, saver(saved))
	u.press("space", "P")
	u.sees("bounded-buffer-step-1.svg")
	data := saved["bounded-buffer-step-1.svg"]
	if err := xml.Unmarshal([]byte(data), new(struct{})); err != nil || !strings.Contains(data, "producer") {
		t.Errorf("the picture is no SVG: %v", err)
	}
	sitDown(t, bounded).press("P") // nowhere to save
}

func TestALiveRecording(t *testing.T) {
	p := &paper{}
	u := sitDown(t, bounded, creator(p))
	u.press("C")
	u.sees("recording to bounded-buffer.cast")
	for range 5 {
		u.press("space")
		u.m.View()
	}
	u.press("C")
	u.sees("stopped recording")
	if !p.closed || strings.Count(p.String(), "\n") < 6 ||
		!strings.HasPrefix(p.String(), `{"version":2,"width":120,"height":36`) {
		t.Errorf("the cast is %d lines, closed %v", strings.Count(p.String(), "\n"), p.closed)
	}
}

// TestALiveRecordingGoesOnInAnotherSize and says so in the recording. The mark is on the screen, and not in it.
func TestALiveRecordingGoesOnInAnotherSize(t *testing.T) {
	p := &paper{}
	u := sitDown(t, bounded, creator(p))
	u.seesNot("REC")
	u.press("C")
	u.sees("● REC 0:00")
	u.m.View()
	for _, size := range [][2]int{{80, 24}, {0, 0}, {1, 1}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.m.View()
		u.press("space")
		u.m.View()
	}
	u.sees("REC")
	u.press("C")
	u.seesNot("REC")
	text := p.String()
	for _, event := range []string{`"r","80x24"]`, `"r","1x1"]`, `"r","200x60"]`} {
		if strings.Count(text, event) != 1 {
			t.Errorf("the recording lacks %s", event)
		}
	}
	if !p.closed || strings.Contains(text, "REC") || strings.Contains(text, "0x0") ||
		!strings.Contains(text, "Quartet") {
		t.Errorf("closed %v; the mark is in the recording: %v", p.closed, strings.Contains(text, "REC"))
	}
}

func TestAFullDiskEndsALiveRecording(t *testing.T) {
	p := &paper{room: 500}
	u := sitDown(t, bounded, creator(p))
	u.press("C")
	spool := u.m.written.tape.Spool
	u.press("space")
	u.m.View()
	<-spool.Failed()
	if u.m.written.tape != nil { // the disk may have been found full with the first step already
		u.press("space")
		u.m.View()
	}
	u.sees("the recording bounded-buffer.cast is not whole", "no space left on device")
	if u.m.written.tape != nil || !p.closed || u.m.goesOn(castWork) {
		t.Error("it goes on")
	}
	p.room = 0
	u.press("C")
	u.sees("recording to")
}

// TestTheEndOfTheProgramIsTheEndOfARecording: its last write fails, which is told.
func TestTheEndOfTheProgramIsTheEndOfARecording(t *testing.T) {
	for _, stopped := range []*Stopped{nil, {}} {
		p := &paper{room: 100}
		u := sitDown(t, bounded, creator(p))
		u.press("C", "space")
		u.m.stopped = stopped
		err := u.m.after(nil)
		if err == nil || !strings.Contains(err.Error(), "the recording bounded-buffer.cast is not whole") || !p.closed {
			t.Errorf("the error is %v, closed %v", err, p.closed)
		}
	}
	p := &paper{}
	u := sitDown(t, bounded, creator(p))
	u.press("C", "space")
	u.m.View()
	if err := u.m.after(nil); err != nil || !strings.HasSuffix(p.String(), "25h\"]\n") {
		t.Errorf("%v, the recording ends with %q", err, p.String()[p.Len()-40:])
	}
}

// TestAScriptLeavesNoFiles: keys and commands that save are refused on the screen as they are in a recording.
func TestAScriptLeavesNoFiles(t *testing.T) {
	u := sitDown(t, bounded, creator(&paper{}), saver(map[string]string{}))
	live := &Stage{m: u.m, live: true}
	still, err := NewStage(t.Context(), u.m.opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Stage{live, still} {
		for _, key := range []string{"C", "S", "P"} {
			if err := s.Press(key); err == nil {
				t.Errorf("a script presses %s", key)
			}
		}
		for _, line := range []string{"save", "save x.session", "record x"} {
			if err := s.Command(line); err == nil {
				t.Errorf("a script does %s", line)
			}
			for _, key := range append(append([]string{":"},
				strings.Split(strings.ReplaceAll(line, " ", ""), "")...), "enter", "esc") {
				_ = s.Press(key)
			}
		}
		if s.m.written.tape != nil || s.m.goesOn(saveWork) || s.m.goesOn(castWork) {
			t.Error("something is written")
		}
	}
	u.press("C")
	u.sees("recording to")
}
