package line

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
)

// sluggish is a writer that says when it is written to and takes its time.
type sluggish struct{ begun, pass chan struct{} }

func (s sluggish) Write(data []byte) (int, error) {
	s.begun <- struct{}{}
	<-s.pass
	return len(data), nil
}

func TestAWriteIsWaitedFor(t *testing.T) {
	s := sluggish{make(chan struct{}), make(chan struct{})}
	w, l := Watch(s)
	if l.Wait(t.Context()) {
		t.Error("nothing is written, and was waited for")
	}
	for range 2 { // also by two at a time
		go func() { _, _ = w.Write([]byte("frame")) }()
		<-s.begun
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if !l.Wait(ended) {
		t.Error("a write goes on, and is not known of")
	}
	waited := make(chan bool)
	for range 2 {
		go func() { waited <- l.Wait(t.Context()) }()
	}
	s.pass <- struct{}{}
	select {
	case <-waited:
		t.Error("one of two writes is over, and both are taken for it")
	case s.pass <- struct{}{}:
	}
	for range 2 {
		<-waited
	}
	for l.Wait(t.Context()) { // the second who waits may be late
	}
}

func TestAFileStaysAFile(t *testing.T) {
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	w, _ := Watch(out)
	f, ok := w.(interface{ Fd() uintptr })
	if !ok || f.Fd() != out.Fd() {
		t.Error("a terminal would not be known for one")
	}
	if Beneath(w) != io.Writer(out) || Beneath(out) != io.Writer(out) {
		t.Error("another program does not get the file itself")
	}
	if _, err := io.WriteString(w, "frame"); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	if got, _ := io.ReadAll(in); string(got) != "frame" {
		t.Errorf("the file holds %q", got)
	}
	var b bytes.Buffer
	w, _ = Watch(&b)
	if _, err := w.Write([]byte("frame")); err != nil || b.String() != "frame" || Beneath(w) != io.Writer(&b) {
		t.Errorf("the buffer holds %q", &b)
	}
}

// TestAScreenDrawnAnewHasNoMargins lets a terminal grow while margins of its old height are on their way to it.
func TestAScreenDrawnAnewHasNoMargins(t *testing.T) {
	const low, high = 4, 6
	emu := vt.NewEmulator(8, low)
	w, _ := Watch(emu)
	emu.Resize(8, high)
	var all strings.Builder
	for row := range high {
		fmt.Fprintf(&all, "\r\nrow %d", row)
	}
	drawn := strings.TrimPrefix(all.String(), "\r\n")
	for _, frame := range []string{
		fmt.Sprintf("\x1b[2;3r\x1b[3;1H\x1b[S\x1b[1;%dr", low), // scrolled, by one who knows four rows
		"\x1b[H\x1b[2J" + drawn,
	} {
		if n, err := io.WriteString(w, frame); n != len(frame) || err != nil {
			t.Fatalf("%d of %d bytes are written, %v", n, len(frame), err)
		}
	}
	if got, want := emu.String(), strings.ReplaceAll(drawn, "\r", ""); got != want {
		t.Errorf("the terminal shows\n%s\nnot\n%s", got, want)
	}
}

// short takes some bytes and no more.
type short int

func (s short) Write(data []byte) (int, error) {
	if len(data) <= int(s) {
		return len(data), nil
	}
	return int(s), io.ErrShortWrite
}

func TestNoMoreIsCountedThanWritten(t *testing.T) {
	const frame = "ab\x1b[H\x1b[2Jcd\x1b[H\x1b[2J"
	for room := range len(frame) + 8 {
		w, _ := Watch(short(room))
		n, err := io.WriteString(w, frame)
		if n > len(frame) || n > room || (n < len(frame)) != (err != nil) {
			t.Errorf("room for %d bytes: %d are said to be written, %v", room, n, err)
		}
	}
}
