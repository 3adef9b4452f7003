package program

import (
	"strings"
	"unicode"
)

// slip finds what somebody who thinks in another language wrote in a line that Go's parser stumbled over, and gives
// what would have worked; "" where it finds nothing.
func slip(line, message string) string {
	line = withoutTexts(line)
	words := strings.FieldsFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
	})
	if len(words) == 0 {
		return ""
	}
	if hint := otherLanguage(words[0]); hint != "" {
		return hint
	}
	if words[0] == "func" && strings.Contains(message, "expected '('") {
		return "it stands inside the function above: a } is missing before it"
	}
	if declaresLikeC(words) {
		hint := "a name stands before its type: " + words[1] + " " + words[0] + " in a var block"
		if words[0] == "int" {
			hint += ", " + words[1] + " := 0 in a func"
		}
		return hint
	}
	for _, w := range words[1:] {
		switch number := strings.TrimRightFunc(w, unicode.IsLetter); {
		case w == "and" || w == "or" || w == "not":
			return "conditions are joined with && and ||, and turned with !"
		case number != "" && strings.Trim(number, "0123456789") == "" && isUnit(w[len(number):]):
			return "time is a number of ticks, without a unit: " + number
		}
	}
	if strings.Contains(line, "?") {
		return "write if and else"
	}
	return ""
}

// otherLanguage says what stands for a word that begins a statement in other languages; "" for one that begins none.
func otherLanguage(word string) string {
	switch word {
	case "while", "loop", "until", "repeat", "do":
		return "loops are written with for: for n < 3 { ... }"
	case "elif", "elsif", "elseif":
		return "write else if, behind the } of the if"
	case "def", "fn", "function", "proc":
		return "a function is written func name() { ... }"
	case "synchronized", "monitor", "critical", "atomic", "atomically":
		if f, known := foreignWord(word); known {
			return f.hint()
		}
	case "try", "catch", "throw", "raise", "except":
		return "a scene has no exceptions; verbs give a result: if waitWithin(c, m, 5) == timedout { ... }"
	case "foreach":
		return "write for i := 0; i < 3; i++"
	case "volatile":
		return "leave it out: every op sees what others wrote before it"
	case "async", "thread":
		return "a coroutine is started with spawn(f)"
	}
	return ""
}

// declaresLikeC knows a declaration as in int n = 3, or mutex m.
func declaresLikeC(words []string) bool {
	if len(words) < 2 || !among(words[0], valueTypes) && !among(words[0], objectTypes) {
		return false
	}
	first := rune(words[1][0])
	return unicode.IsLetter(first) || first == '_'
}

// isUnit knows the units of time that people write behind a number.
func isUnit(word string) bool {
	switch word {
	case "ns", "us", "ms", "s", "sec", "secs", "seconds", "m", "min", "h", "tick", "ticks":
		return true
	}
	return false
}

// withoutTexts cuts what stands in quotes out of a line, and the comment at its end.
func withoutTexts(line string) string {
	var b strings.Builder
	for {
		before, rest, quoted := strings.Cut(line, `"`)
		code, _, comment := strings.Cut(before, "//")
		b.WriteString(code)
		if !quoted || comment {
			return b.String()
		}
		b.WriteByte('"')
		_, line, _ = strings.Cut(rest, `"`)
	}
}

// nearLines is how far above the place where Go's parser stumbled a line may be that has no brace.
const nearLines = 8

// withoutBrace finds the line that opens a block and ends without its {, at the line where Go's parser stumbled or
// above it: the parser notices only where it cannot go on, and that may be lines further down. It returns the line's
// number and its text, or 0.
func (c *compiler) withoutBrace(line int, message string) (number int, text string) {
	expects := strings.Contains(message, "expected '{'") || strings.Contains(message, "expected operand") ||
		strings.Contains(message, "expected declaration") || strings.Contains(message, "expected ';'") ||
		strings.Contains(message, "expected for loop condition") || strings.Contains(message, "missing condition") ||
		strings.Contains(message, "expected expression") || strings.Contains(message, "before {") ||
		strings.Contains(message, "expected if statement or block")
	if !expects {
		return 0, ""
	}
	for n := min(line, len(c.prog.lines)); n > 0 && n >= line-nearLines; n-- {
		text := code(c.prog.lines[n-1])
		if text == "{" && n > 1 {
			return 0, "" // it stands on a line of its own, which is told
		}
		if !opensBlock(text) {
			continue
		}
		counts := strings.HasSuffix(text, "++") || strings.HasSuffix(text, "--")
		if !counts && strings.ContainsAny(text[len(text)-1:], "&|=<>+-*/,(!;}") ||
			strings.Contains(withoutTexts(text), "{") {
			return 0, "" // it goes on, or has its brace
		}
		return n, text
	}
	return 0, ""
}

// opensBlock reports whether a line begins as one that opens a block.
func opensBlock(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(text, "}"))
	for _, word := range [...]string{"if", "for", "func", "else"} {
		if text == word || strings.HasPrefix(text, word+" ") || strings.HasPrefix(text, word+"(") {
			return true
		}
	}
	return false
}

// code is a line without its indent and its comment.
func code(line string) string {
	text := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			text = !text
		case !text && strings.HasPrefix(line[i:], "//"):
			return strings.TrimSpace(line[:i])
		}
	}
	return strings.TrimSpace(line)
}
