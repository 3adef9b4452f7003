package edit

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// plain is a text as a list of lines, edited in the plainest way: what Text must come to.
type plain struct {
	lines []string
	y, x  int // in signs: a letter with its marks is one
}

// signs divides a line into letters, each with its marks.
func signs(line string) (all []string) {
	for _, r := range line {
		if unicode.Is(unicode.M, r) && len(all) > 0 {
			all[len(all)-1] += string(r)
			continue
		}
		all = append(all, string(r))
	}
	return all
}

func (p *plain) parts() (before, behind []string) {
	all := signs(p.lines[p.y])
	return all[:p.x], all[p.x:]
}

func (p *plain) insert(text string) {
	before, behind := p.parts()
	fresh := strings.Split(strings.Join(before, "")+text+strings.Join(behind, ""), "\n")
	p.lines = slices.Replace(p.lines, p.y, p.y+1, fresh...)
	left := strings.Join(before, "") + text
	p.y += strings.Count(text, "\n")
	p.x = len(signs(left[strings.LastIndexByte(left, '\n')+1:]))
}

func (p *plain) left() bool {
	switch {
	case p.x > 0:
		p.x--
	case p.y > 0:
		p.y--
		p.x = len(signs(p.lines[p.y]))
	default:
		return false
	}
	return true
}

func (p *plain) right() bool {
	switch {
	case p.x < len(signs(p.lines[p.y])):
		p.x++
	case p.y < len(p.lines)-1:
		p.y, p.x = p.y+1, 0
	default:
		return false
	}
	return true
}

// drop deletes the sign behind the cursor.
func (p *plain) drop() {
	before, behind := p.parts()
	switch {
	case len(behind) > 0:
		p.lines[p.y] = strings.Join(before, "") + strings.Join(behind[1:], "")
	case p.y < len(p.lines)-1:
		p.lines = slices.Replace(p.lines, p.y, p.y+2, p.lines[p.y]+p.lines[p.y+1])
	}
	if p.x > len(signs(p.lines[p.y])) { // a mark joined the letter before
		p.x = len(signs(p.lines[p.y]))
	}
}

// TestTextIsItsLines types, deletes and moves at random; a text and a plain list of lines come to the same.
func TestTextIsItsLines(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		start := rapid.StringMatching(`([a-c{} \t界]{0,6}\n){0,4}`).Draw(r, "text")
		var text Text
		text.Load(start)
		p := plain{lines: strings.Split(start, "\n")}
		for range rapid.IntRange(1, 40).Draw(r, "keys") {
			switch rapid.IntRange(0, 9).Draw(r, "key") {
			case 0, 1, 2:
				s := rapid.SampledFrom([]string{"a", "界", " ", "\t", "é", "if x {\n\ty\n"}).Draw(r, "typed")
				text.Insert(s)
				p.insert(s)
			case 3:
				text.Backspace()
				if p.left() {
					p.drop()
				}
			case 4:
				text.Delete()
				p.drop()
			case 5:
				text.Go(Left, 9)
				p.left()
			case 6:
				text.Go(Right, 9)
				p.right()
			case 7:
				text.Go(LineEnd, 9)
				p.x = len(signs(p.lines[p.y]))
			case 8:
				text.Go(TextStart, 9)
				p.y, p.x = 0, 0
			case 9:
				text.Go(TextEnd, 9)
				p.y = len(p.lines) - 1
				p.x = len(signs(p.lines[p.y]))
			}
			before, _ := p.parts()
			y, x := text.Cursor()
			if got, want := text.Source(), strings.Join(p.lines, "\n"); got != want || y != p.y ||
				x != len(strings.Join(before, "")) {
				r.Fatalf("it is %q with the cursor at %d, %d, not %q at %d, %q", got, y, x, want, p.y, before)
			}
		}
	})
}

// storm presses one of all keys that edit.
func storm(r *rapid.T, text *Text) {
	switch rapid.IntRange(0, 9).Draw(r, "what") {
	case 0, 1, 2:
		text.Type(rapid.SampledFrom([]string{"a", "{", "}", ")", "界", " ", "\t", "\x1b", "é", "\r"}).Draw(r, "typed"))
	case 3:
		text.Break()
	case 4:
		text.Go(Move(rapid.IntRange(0, int(TextEnd)).Draw(r, "move")), rapid.IntRange(0, 5).Draw(r, "rows"))
	case 5:
		text.Cut(Move(rapid.IntRange(0, int(TextEnd)).Draw(r, "cut")))
	case 6:
		text.Backspace()
	case 7:
		text.Outdent()
	case 8:
		text.Point(rapid.IntRange(-1, 9).Draw(r, "line"), rapid.IntRange(-1, 20).Draw(r, "column"))
	case 9:
		text.Insert(rapid.StringMatching(`[a-c\n\t{}]{0,9}`).Draw(r, "pasted"))
	}
}

// TestUndo: whatever was typed is taken back step by step to the text as it was loaded, and done again to what it was.
func TestUndo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		start := rapid.StringMatching(`([a-c{} \t界]{0,6}\r?\n){0,4}`).Draw(r, "text")
		var text Text
		text.Load(start)
		if text.Source() != start {
			r.Fatalf("%q is loaded as %q", start, text.Source())
		}
		for range rapid.IntRange(1, 40).Draw(r, "keys") {
			storm(r, &text)
			if text.size != len(strings.Join(text.lines, "\n")) || text.y >= len(text.lines) ||
				text.x > len(text.lines[text.y]) {
				r.Fatalf("size %d, cursor %d, %d in %q", text.size, text.y, text.x, text.lines)
			}
			if rapid.IntRange(0, 9).Draw(r, "back") == 0 {
				text.Undo()
			}
		}
		last := text.Source()
		for text.Undo() {
		}
		if text.Source() != start {
			r.Fatalf("taken back it is %q, not %q", text.Source(), start)
		}
		for text.Redo() {
		}
		if !strings.HasPrefix(text.Source(), last) && len(text.past.undone) > 0 {
			r.Fatalf("done again it is %q, not %q", text.Source(), last)
		}
	})
}

// at loads a text and puts the cursor where it has a bar.
func at(text string) *Text {
	before, behind, _ := strings.Cut(text, "|")
	var t Text
	t.Load(before + behind)
	t.y = strings.Count(before, "\n")
	t.x = len(before) - strings.LastIndexByte(before, '\n') - 1
	return &t
}

// marked is the text with a bar at the cursor.
func marked(t *Text) string {
	lines := slices.Clone(t.lines)
	lines[t.y] = lines[t.y][:t.x] + "|" + lines[t.y][t.x:]
	return strings.Join(lines, "\n")
}

// TestKeysOfText has what each key does to a small text.
func TestKeysOfText(t *testing.T) {
	do := func(m Move) func(*Text) { return func(t *Text) { t.Go(m, 3) } }
	cut := func(m Move) func(*Text) { return func(t *Text) { t.Cut(m) } }
	types := func(s string) func(*Text) {
		return func(t *Text) {
			for _, r := range s {
				t.Type(string(r))
			}
		}
	}
	for _, c := range []struct {
		name, from, to string
		do             func(*Text)
	}{
		{"a line breaks with its indent", "\tlock(m)|\n", "\tlock(m)\n\t|\n", func(t *Text) { t.Break() }},
		{"a block opens", "\tfor {|\n", "\tfor {\n\t\t|\n", func(t *Text) { t.Break() }},
		{"a block opens before its end", "\tfor {|}\n", "\tfor {\n\t\t|\n\t}\n", func(t *Text) { t.Break() }},
		{"a bracket moves left", "\tfor {\n\t\t|\n", "\tfor {\n\t}|\n", types("}")},
		{"a bracket in a line does not", "\tfor { |\n", "\tfor { }|\n", types("}")},
		{"home goes to the first letter", "\t\tput(q)|", "\t\t|put(q)", do(LineStart)},
		{"then to the start", "\t\t|put(q)", "|\t\tput(q)", do(LineStart)},
		{"and back", "|\t\tput(q)", "\t\t|put(q)", do(LineStart)},
		{"a word on", "|for len(work)", "for| len(work)", do(WordRight)},
		{"a sign on", "len|(work)", "len(|work)", do(WordRight)},
		{"a word back", "for len|", "for |len", do(WordLeft)},
		{"over the line's start", "a\n|b", "a|\nb", do(WordLeft)},
		{"down keeps the column", "\tabc|\n\n\txy", "\tabc\n|\n\txy", do(Down)},
		{"down goes by columns", "\ta|\n      x", "\ta\n     | x", do(Down)},
		{"a wide sign is not halved", "a|\n界", "a\n|界", do(Down)},
		{"a page", "a|\nb\nc\nd", "a\nb\nc|\nd", do(PageDown)},
		{"a word goes", "for len|(work)", "for |(work)", cut(WordLeft)},
		{"the next word goes", "for| len(work)", "for|(work)", cut(WordRight)},
		{"the rest goes", "a|bc\nd", "a|\nd", cut(LineEnd)},
		{"at the end the line's end", "a|\nd", "a|d", cut(LineEnd)},
		{"the line's beginning goes", "\ta|bc", "|bc", cut(LineStart)},
		{"a tab to the left", "\t\ta|", "\ta|", (*Text).Outdent},
		{"blanks too", "      a|", "  a|", (*Text).Outdent},
		{"controls are not typed", "a|", "ab|", func(t *Text) { t.Insert("\x1b\x00b\x7f") }},
		{"lines end as here", "|", "a\nb\n|", func(t *Text) { t.Insert("a\r\nb\r") }},
		{"words are taken back one by one", "|", "a|", func(t *Text) { types("a b")(t); t.Undo() }},
		{"and done again", "|", "a b|", func(t *Text) { types("a b")(t); t.Undo(); t.Redo() }},
	} {
		text := at(c.from)
		c.do(text)
		if got := marked(text); got != c.to {
			t.Errorf("%s: %q, not %q", c.name, got, c.to)
		}
	}
}

// TestATextHasAnEnd: more than a scene may have is not taken in, and what was there stays.
func TestATextHasAnEnd(t *testing.T) {
	var text Text
	text.Load(strings.Repeat("x", TextLimit-1))
	if !text.Insert("a") || text.Insert("b") || text.Version() != 2 {
		t.Error("a text grows beyond its limit")
	}
	text.Go(LineEnd, 1)
	text.Point(0, TextLimit) // in a line of 4 MiB
	if _, x := text.Cursor(); x != TextLimit {
		t.Errorf("the cursor is at %d", x)
	}
}

func TestExpand(t *testing.T) {
	for line, want := range map[string]string{
		"": "", "\tx": "    x", "ab\tc": "ab  c", "\t\t": "        ", "界\tx": "界  x", "abcd\tx": "abcd    x",
	} {
		if got := Expand(line); got != want || Columns(line) != Columns(want) {
			t.Errorf("%q is shown as %q, not %q", line, got, want)
		}
	}
}
