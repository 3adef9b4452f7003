package record

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

func writeFile(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// everyForm makes a writer of each form that goes into one file.
func everyForm(m *movie) map[string]func(testing.TB, io.Writer) Writer {
	made := func(w Writer, err error) func(testing.TB) Writer {
		return func(t testing.TB) Writer {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
	}
	return map[string]func(testing.TB, io.Writer) Writer{
		"cast":         func(t testing.TB, w io.Writer) Writer { c, err := NewCast(w, m.about, 2); return made(c, err)(t) },
		"cast 3":       func(t testing.TB, w io.Writer) Writer { c, err := NewCast(w, m.about, 3); return made(c, err)(t) },
		"gif":          func(t testing.TB, w io.Writer) Writer { g, err := NewGIF(w, m.about, 1); return made(g, err)(t) },
		"svg":          func(_ testing.TB, w io.Writer) Writer { return NewSVG(w, m.about) },
		"animated svg": func(t testing.TB, w io.Writer) Writer { s, err := NewAnimatedSVG(w, m.about); return made(s, err)(t) },
		"html":         func(t testing.TB, w io.Writer) Writer { h, err := NewHTML(w, m.about); return made(h, err)(t) },
		"png":          func(t testing.TB, w io.Writer) Writer { p, err := NewPNG(w, m.about, 1); return made(p, err)(t) },
		"text":         func(_ testing.TB, w io.Writer) Writer { return NewText(w, m.about) },
	}
}

func TestEveryFormRefusesWhatIsNoRecording(t *testing.T) {
	m := odd(t)
	for name, write := range everyForm(m) {
		if err := write(t, io.Discard).Close(time.Second); !errors.Is(err, errEmpty) {
			t.Errorf("%s: a recording without frames ends with %v", name, err)
		}
		f := Frame{Grid: screen.New(31, 4), Theme: m.frames[0].Theme}
		if err := write(t, io.Discard).Frame(&f); err == nil {
			t.Errorf("%s: a frame of another size is taken", name)
		}
	}
}

// fullDisk takes some bytes and no more.
type fullDisk struct{ room int }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

func TestEveryFormTellsOfAFullDisk(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 20, 80, 24)
	for name, write := range everyForm(m) {
		w := write(t, &fullDisk{1000})
		var err error
		for i := range m.frames {
			if err == nil {
				err = w.Frame(&m.frames[i])
			}
		}
		if err == nil {
			err = w.Close(m.end)
		}
		if !errors.Is(err, errFull) {
			t.Errorf("%s: a full disk gives %v", name, err)
		}
	}
}

func TestTextIsTheLastFrame(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 20, 80, 24)
	var b bytes.Buffer
	m.play(t, NewText(&b, m.about))
	if got, want := b.String(), m.frames[19].Grid.String()+"\n"; got != want {
		t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
}

// TestAWriterKeepsNoHoldOfAFrame draws every frame on one grid, which play does; here each writer must
// not depend on the theme either.
func TestAWriterKeepsNoHoldOfTheTheme(t *testing.T) {
	m := odd(t)
	for name, write := range everyForm(m) {
		var plain, reused bytes.Buffer
		m.play(t, write(t, &plain))
		w := write(t, &reused)
		var worn theme.Theme
		for _, f := range m.frames {
			worn = *f.Theme
			f.Theme = &worn
			if err := w.Frame(&f); err != nil {
				t.Fatal(err)
			}
		}
		worn = theme.Theme{}
		if err := w.Close(m.end); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(plain.Bytes(), reused.Bytes()) {
			t.Errorf("%s: it depends on a theme that was changed", name)
		}
	}
}
