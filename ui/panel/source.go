package panel

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// fold is what of the source is shown as one row each, where the whole text does not fit: its head, and what stands
// behind the last function.
type fold struct {
	first, last int // the lines that are shown
}

// fold chooses what to fold: as little as lets the rest fit in so many rows; the lines of all of it where that does
// not help.
func (p pen) fold(total, x, tab int) fold {
	whole := fold{1, total}
	if !p.wide || p.f.Scroll[ListingPanel] != 0 || p.H < 4 {
		return whole
	}
	rows := make([]int, 0, total)
	all := 0
	rest := p.prog.Source
	for n := 1; n <= total; n++ {
		var s string
		s, rest = cutLine(rest)
		rows = append(rows, p.rowsOf(spread(s, tab), x, &here{}))
		all += rows[n-1]
	}
	end, decl := p.codeEnd(total), p.declarations()
	for _, f := range [...]fold{whole, {1, end}, {decl, end}, {p.codeTop(), end}} {
		if f.first < 1 || f.first > f.last || f.first == 2 {
			continue
		}
		need := 0
		if f != whole {
			need = 1
		}
		for _, n := range rows[f.first-1 : f.last] {
			need += n
		}
		if need <= p.H {
			return f
		}
	}
	return whole
}

// declarations is the line where the scene's objects begin to be declared.
func (m *moment) declarations() int {
	if len(m.prog.Objects) == 0 {
		return m.codeTop()
	}
	n := m.prog.Objects[0].Line
	if before, _ := m.source(n - 1); n > 1 && len(before) > 0 && before[len(before)-1] == '(' {
		n--
	}
	return n
}

// codeEnd is the last line of the last function, or the last of all where the functions end near it.
func (m *moment) codeEnd(total int) int {
	end := 0
	for i := range m.prog.Funcs {
		end = max(end, m.prog.Funcs[i].Last)
	}
	if end == 0 || end+2 > total {
		return total
	}
	return end
}

// head writes in the first row which lines are left out, and what those before the first one shown declare.
func (f fold) head(p pen, total int) {
	var words []string
	if p.prog.Moral != "" {
		words = append(words, "moral")
	}
	if p.prog.Goal != "" {
		words = append(words, "goal")
	}
	words = append(words, "settings")
	list := strings.Join(words, ", ")
	if f.first == p.codeTop() {
		for i := range p.prog.Objects {
			list += " " + p.prog.Objects[i].Name
		}
	}
	lines := "1 to " + strconv.Itoa(f.first-1)
	if f.last < total {
		lines += ", " + strconv.Itoa(f.last+1) + " to " + strconv.Itoa(total)
	}
	x := p.Text(0, 0, string(theme.Unicode().Right)+" "+lines+"  ", quiet)
	p.Text(x, 0, cut(list, p.W-x), quiet)
}

// foot writes in row y which lines follow.
func (f fold) foot(p pen, y, total int) {
	x := p.Text(0, y, string(theme.Unicode().Right)+" "+strconv.Itoa(f.last+1)+" to "+strconv.Itoa(total)+"  ", quiet)
	p.Text(x, y, cut("what the scene says of itself", p.W-x), quiet)
}

// codeLine is a line of the scene as it is shown: so many blank columns, and the rest of it.
type codeLine struct {
	indent int
	text   string
}

// spread gives tabs their columns.
func spread(s string, tab int) codeLine {
	n := 0
	for n < len(s) && s[n] == '\t' {
		n++
	}
	return codeLine{n * tab, strings.TrimRight(untab(s[n:], tab), " ")}
}

func (l codeLine) width() int { return l.indent + screen.Width(l.text) }

// scrolledLine writes the part of a line that is in sight where the listing is scrolled to the right, with a sign at
// either side where it goes on.
func (p pen) scrolledLine(x, y, room int, l codeLine, st theme.StyleID) {
	s, g := strings.Repeat(" ", l.indent)+l.text, theme.Unicode()
	clip := p.in(screen.R(x, y, max(room, 0), 1))
	n := clip.Text(0, 0, after(s, p.f.Aside), st)
	if l.text != "" && l.indent < p.f.Aside {
		clip.Set(0, 0, g.Left, quiet)
	}
	if n > clip.W {
		clip.Set(clip.W-1, 0, g.Right, quiet)
	}
}

// ListingColumns is the columns of the longest line of a scene's text, as a listing shows it at most.
func ListingColumns(p *program.Program) int {
	most := 0
	for l := range strings.Lines(p.Source) {
		l := spread(strings.TrimRight(l, "\r\n"), 4)
		most = max(most, l.width())
	}
	return most
}

// wrap breaks a line into rows of w columns without its indent, which it takes as far as there is room for it; the
// further rows stand more to the right than the first. It is broken where a reader would: before its comment, at
// blanks outside of calls, then within them or behind a bracket or a comma, and within a name only where nothing
// else helps. In few columns the indent gives way before a call is torn, unless that gives two rows that read
// well: a line is to stand further in than what it belongs to.
func (l *codeLine) wrap(w int) []string {
	l.indent = min(l.indent, max(w-10, 0))
	if piece := longestPiece(l.text); l.indent+piece > w && piece <= w && !l.folds(w) && w < narrowCode {
		l.indent = w - piece
	}
	room, hang := max(w-l.indent, 1), 0
	if room > 10 {
		hang = hangs
	}
	code, comment := strings.TrimLeft(l.text, " "), ""
	if i := strings.Index(code, "//"); i > 0 && screen.Width(code[:i]) <= room {
		code, comment = strings.TrimRight(code[:i], " "), code[i:]
	}
	rows := breakCode(nil, code, room, hang)
	if comment != "" {
		rows = breakCode(rows, comment, room, hang)
	}
	return rows
}

// narrowCode is the columns of a listing in which two rows of a torn call say less than one without its indent.
const narrowCode = 24

// folds reports whether a line whose call has no room reads well in two rows, none of them a rest, so that it can keep
// its indent.
func (l *codeLine) folds(w int) bool {
	code, _, _ := strings.Cut(strings.TrimLeft(l.text, " "), "//")
	rows := breakCode(nil, strings.TrimRight(code, " "), w-l.indent, hangs)
	return len(rows) == 2 && screen.Width(rows[0]) >= leastFolded && screen.Width(rows[1]) >= leastFolded+hangs
}

// leastFolded is the columns of a row that is no rest of the one above.
const leastFolded = 9

// hangs is how much further in the second row of a line stands.
const hangs = 2

// breakCode appends the rows of a piece of code.
func breakCode(rows []string, code string, room, hang int) []string {
	for {
		lead := ""
		if len(rows) > 0 {
			lead = strings.Repeat(" ", hang)
		}
		most := room - len(lead)
		if screen.Fits(code, most) { // looks no further than the row: a line may be long
			return append(rows, lead+code)
		}
		at := breakAt(code, most)
		if at == 0 {
			for _, l := range screen.Wrap(code, max(most, 1), 0) { // a name that is longer than a row
				rows = append(rows, lead+l)
			}
			return rows
		}
		rows = append(rows, lead+strings.TrimRight(code[:at], " "))
		code = strings.TrimLeft(code[at:], " ")
	}
}

// longestPiece is the columns of the longest piece of a line that has no blank outside of a call: the first one, or
// one that hangs. Comments can be broken anywhere.
func longestPiece(code string) (most int) {
	code, _, _ = strings.Cut(code, "//")
	for rest, hang := strings.TrimRight(code, " "), 0; rest != ""; hang = 2 {
		end := pieceEnd(rest)
		if strings.ContainsAny(rest[:end], "(") {
			most = max(most, hang+screen.Width(rest[:end]))
		}
		rest = strings.TrimLeft(rest[end:], " ")
	}
	return most
}

// pieceEnd is where the first blank outside of a call stands, or the end.
func pieceEnd(code string) int {
	depth := 0
	for i := range len(code) {
		switch code[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ':
			if depth <= 0 {
				return i
			}
		}
	}
	return len(code)
}

// breakAt is where the first row of a piece of code ends that has w columns: at its last blank behind a semicolon,
// or outside of a call where that call fits into the next row, or any, but rather behind a comma than within what it
// parts, or else behind its last bracket or comma, or else behind a name, but with more than brackets behind it; 0
// where there is none.
func breakAt(code string, w int) int {
	blank, behind, edge, outer, part, comma, text := 0, 0, 0, 0, 0, 0, false
	for i, end, cols, depth := 0, 0, 0, 0; i < len(code) && cols <= w; i = end {
		r, size := utf8.DecodeRuneInString(code[i:])
		end = i + size
		cols += screen.Width(code[i:end])
		fits := cols <= w
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '"':
			text = !text
		}
		switch {
		case (r == ' ' || r == '(' || r == ',') && strings.Trim(code[end:], " ()[]{},") == "":
		case r == ' ':
			if !text && code[max(i-1, 0)] == ',' {
				comma = i
			}
			if blank = i; comma > w/4 && (text || depth > 0) {
				blank = comma
			}
			if depth <= 0 {
				outer = i
				if i > w/3 && code[i-1] == ';' {
					part = i
				}
			}
		case fits && (r == '(' || r == ','):
			behind = end
		case fits && r != '_' && r != '"' && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			edge = end
		}
	}
	outer = cmp.Or(part, outer)
	if rest := strings.TrimLeft(code[outer:], " "); outer > 0 {
		end := pieceEnd(rest[:min(len(rest), 4*w+4)])
		if rest[end:] == " {" { // it does not stand alone
			end = len(rest)
		}
		if screen.Width(rest[:end]) <= w-hangs {
			blank = outer
		}
	}
	return cmp.Or(blank, behind, edge)
}

// untab replaces the tabs of a line by blanks.
func untab(s string, tab int) string {
	if strings.IndexByte(s, '\t') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\t", "    "[:tab])
}

// nextInFrame writes into the lower edge what happens next, and who runs then.
func (p pen) nextInFrame() {
	if p.now.End.Kind != engine.NotEnded || p.f.Hushed || p.W < 40 {
		return
	}
	x, y, end := 3, p.H-1, p.W-3
	c := p.who(p.now.Running)
	if does := p.does(c.PC); c.Slot >= 0 && does != "" {
		x += p.Text(x, y, " next "+cut(does, end-x-len(" next  ")), quiet)
	}
	if len(p.now.Ready) == 0 || p.now.Policy == program.RoundRobin ||
		p.now.Rules[program.RuleMonitor] == program.MonitorHoare {
		p.Set(x, y, ' ', quiet)
		return
	}
	front := p.now.Next()
	if x+p.nameWidth(front)+len(", then  runs ") > end { // the op is whole, and READY says who is its first
		p.Set(x, y, ' ', quiet)
		return
	}
	word := ", then "
	if x == 3 {
		word = " next "
	}
	x += p.Text(x, y, word, quiet)
	x += p.name(x, y, front)
	p.Text(x, y, " runs ", quiet)
}
