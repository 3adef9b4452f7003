package trace

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/visible"
)

// The texts of a scene are data in every form. Each function below makes one out of what the form would take
// for its own; what a terminal would take for its own is written out first.

// csvText keeps a field from being a formula where a table is calculated: numbers stay, and anything else
// that begins like a formula gets an apostrophe before it.
func csvText(s string) string {
	s = visible.Line(s)
	if strings.IndexAny(s, "=+-@") != 0 {
		return s
	}
	if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		return s
	}
	return "'" + s
}

// markdownSigns are what means something within a line of Markdown. Addresses become links by themselves:
// their colon, or the dot behind www, is written as a number.
var markdownSigns = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<",
	"&lt;", ">", "&gt;", "&", "&amp;", "[", "\\[", "]", "\\]", "#", "\\#", "~", "\\~", "$", "\\$", "://",
	"&#58;//", "www.", "www&#46;",
	"\n", " ", "\t", " ")

// markdown makes a text safe in a cell of a table, or in a heading.
func markdown(s string) string { return markdownSigns.Replace(visible.Text(s)) }

// paragraph makes a text safe that is a paragraph of its own: it begins no list, quotation or code.
func paragraph(s string) string { return begun(markdown(s)) }

// begun makes a safe line safe as the beginning of a paragraph.
func begun(s string) string {
	s = strings.TrimSpace(s)
	digits := strings.TrimLeft(s, "0123456789")
	switch {
	case s == "":
	case strings.ContainsRune("-+=", rune(s[0])):
		return "\\" + s
	case len(digits) < len(s) && digits != "" && (digits[0] == '.' || digits[0] == ')'):
		return s[:len(s)-len(digits)] + "\\" + digits
	}
	return s
}

var texSigns = strings.NewReplacer("\\", "\\textbackslash{}", "{", "\\{", "}", "\\}", "$", "\\$", "&", "\\&",
	"#", "\\#", "%", "\\%", "_", "\\_", "^", "\\textasciicircum{}", "~", "\\textasciitilde{}", "<", "\\textless{}",
	">", "\\textgreater{}", "|", "\\textbar{}", "\n", " ", "\t", " ", "\"", "''",
	"…", "\\ldots{}", "--", "-{}-{}") // TeX makes a dash of two signs that nothing parts

// tex makes a text safe for LaTeX.
func tex(s string) string { return texSigns.Replace(visible.Text(s)) }

// mermaidSigns are what a diagram of Mermaid takes for its own anywhere in its text: entities, ends of
// statements, comments and directives (%%), formulas ($$), marks before a message (wrap:), tags and escapes.
var mermaidSigns = strings.NewReplacer("#", "#35;", ";", "#59;", "<", "#lt;", ">", "#gt;", "%%", "#37;#37;",
	"$$", "#36;#36;", "wrap:", "wrap#58;", "\\", "#92;", "`", "#96;", "\n", " ", "\t", " ")

// mermaidText makes a text safe for Mermaid.
func mermaidText(s string) string { return mermaidSigns.Replace(visible.Text(s)) }
