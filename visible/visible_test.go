package visible_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/visible"
)

func TestText(t *testing.T) {
	for _, one := range []struct{ in, text, line string }{
		{"plain words, Ümlaut, 日本語, 🎉", "", ""},
		{"two\nlines\tand a tab", "", `two\nlines\tand a tab`},
		{"\x1b]0;owned\a", `\u001b]0;owned\u0007`, ""},
		{"\x1b[31mred", `\u001b[31mred`, ""},
		{"a\rb\x00c\x7f", `a\rb\u0000c\u007f`, ""},
		{"C1 \u009b31m and raw \x9b31m", `C1 \u009b31m and raw \x9b31m`, ""},
		{"end\u202etxt\u2066\u200f\u061c", `end\u202etxt\u2066\u200f\u061c`, ""},
		{"zero\u200bwidth\ufeff\u2060\u00ad", `zero\u200bwidth\ufeff\u2060\u00ad`, ""},
		{"line\u2028paragraph\u2029next\u0085", `line\u2028paragraph\u2029next\u0085`, ""},
		{"می\u200cخواهم 👩\u200d💻", "", `می\u200cخواهم 👩\u200d💻`},
		{"a\u200db", `a\u200db`, ""},
		{"tag\U000e0041", `tag\udb40\udc41`, ""},
		{"cut \xe6\x97", `cut \xe6\x97`, ""},
		{"accents stay: e\u0301, ❤\ufe0f", "", ""},
	} {
		if one.text == "" {
			one.text = one.in
		}
		if one.line == "" {
			one.line = one.text
		}
		if got := visible.Text(one.in); got != one.text {
			t.Errorf("text %q gives %q, want %q", one.in, got, one.text)
		}
		if got := visible.Line(one.in); got != one.line {
			t.Errorf("line %q gives %q, want %q", one.in, got, one.line)
		}
	}
}

// TestJSON holds that JSON keeps its meaning.
func TestJSON(t *testing.T) {
	for _, in := range []string{"\x1b[m \x7f \u009b \u202e \u2028 \U000e0041 \\ \" a\nb\tc", "\x9b"} {
		data, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		clean := visible.Text(string(data))
		if err := json.Unmarshal([]byte(clean), &got); err != nil || got != want {
			t.Errorf("%s becomes %s: %q, %v", data, clean, got, err)
		}
	}
}

func TestWriter(t *testing.T) {
	var b strings.Builder
	w := visible.Writer{To: &b}
	if n, err := w.Write([]byte("a\x1bb\n")); n != 4 || err != nil || b.String() != `a\u001bb`+"\n" {
		t.Errorf("%d, %v, %q", n, err, b.String())
	}
}

func FuzzText(f *testing.F) {
	f.Add("\x1b]52;c;AAAA\x07 \u009b \u202e \x9b\xff")
	f.Add("👩\u200d💻\u200d")
	f.Fuzz(func(t *testing.T, s string) {
		for _, clean := range []string{visible.Text(s), visible.Line(s)} {
			if !utf8.ValidString(clean) {
				t.Fatalf("%q gives %q", s, clean)
			}
			for _, r := range clean {
				if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
					t.Fatalf("%q gives %q with %U", s, clean, r)
				}
			}
			if again := visible.Text(clean); again != clean {
				t.Fatalf("%q gives %q, then %q", s, clean, again)
			}
		}
		if strings.ContainsFunc(visible.Line(s), visible.Unsafe) {
			t.Fatalf("%q gives the line %q", s, visible.Line(s))
		}
	})
}
