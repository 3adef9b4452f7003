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
	if err := xml.Unmarshal([]byte(data), new(struct{})); err != nil || !strings.Contains(data, "consumer") {
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

func TestAnotherSizeEndsALiveRecording(t *testing.T) {
	p := &paper{}
	u := sitDown(t, bounded, creator(p))
	u.press("C")
	u.m.View()
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.m.View()
	if u.m.tape != nil || !p.closed {
		t.Error("it goes on")
	}
	u.sees("another size")
}

func TestAFullDiskEndsALiveRecording(t *testing.T) {
	p := &paper{room: 500}
	u := sitDown(t, bounded, creator(p))
	u.press("C")
	for range 9 {
		u.press("space")
		u.m.View()
	}
	if u.m.tape != nil || !p.closed {
		t.Error("it goes on")
	}
}
