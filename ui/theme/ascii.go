package theme

// ToASCII returns a printable ASCII rune that stands for r in one column: a triangle becomes an
// arrow head, a border a dash, bar or plus, a block a mark of about its weight. What has no
// likeness becomes a question mark.
func ToASCII(r rune) rune {
	switch {
	case r >= ' ' && r <= '~':
		return r
	case r >= 0x2500 && r <= 0x257f:
		return boxASCII(r)
	case r >= 0x2580 && r <= 0x259f:
		return blockASCII(r)
	case r >= 0x2800 && r <= 0x28ff: // braille: nothing, or some dots
		if r == 0x2800 {
			return ' '
		}
		return ':'
	}
	switch r {
	case '\u00a0', '\u2002', '\u2003', '\u2009':
		return ' '
	case '▲', '△', '▴', '↑', '⇧':
		return '^'
	case '▼', '▽', '▾', '↓', '⇩':
		return 'v'
	case '●', '○', '•', '◆', '◇', '■', '□', '▪', '▫':
		return '*'
	case '▸', '▶', '►', '→', '▹', '›', '»', '⇒':
		return '>'
	case '◂', '◀', '◄', '←', '◃', '‹', '«', '⇐':
		return '<'
	case '·', '…', '∙':
		return '.'
	case '–', '—', '−', '‐', '‑':
		return '-'
	case '‘', '’', '′':
		return '\''
	case '“', '”', '″':
		return '"'
	case '×', '✗', '✘':
		return 'x'
	case '✓', '✔':
		return '+'
	case '↔', '⇄', '≈':
		return '~'
	case '≤':
		return '<'
	case '≥':
		return '>'
	case '≠':
		return '!'
	case '▮', '❙', '‖', '⏸':
		return '|'
	}
	return '?'
}

// boxASCII stands for the box drawing block: dashes lie, bars stand, the rest meets.
func boxASCII(r rune) rune {
	switch r {
	case '─', '━', '┄', '┅', '┈', '┉', '╌', '╍', '╴', '╶', '╸', '╺', '╼', '╾':
		return '-'
	case '│', '┃', '┆', '┇', '┊', '┋', '╎', '╏', '╵', '╷', '╹', '╻', '╽', '╿', '║':
		return '|'
	case '═':
		return '='
	case '╱':
		return '/'
	case '╲':
		return '\\'
	case '╳':
		return 'X'
	}
	return '+'
}

// blockASCII stands for the block elements, by height or weight.
func blockASCII(r rune) rune {
	switch r {
	case '▁', '▂':
		return '_'
	case '▃':
		return '.'
	case '▄':
		return '-'
	case '▅', '▆':
		return '='
	case '▇', '█', '▉', '▊', '▋':
		return '#'
	case '▌', '▍', '▎', '▏', '▐', '▕':
		return '|'
	case '▓':
		return '%'
	case '▒':
		return ':'
	case '░':
		return '.'
	case '▀', '▔':
		return '"'
	}
	return '#'
}
