package theme

// mono tells the places apart by attributes alone, for NO_COLOR and for terminals without colours.
// The attributes of a place are the same wherever it appears, so titles serve as the legend:
// free faint, ready plain, running bold, waiting underlined, timed bold and underlined. Tokens add
// reverse. What is still to come is faint, wherever it is. FG and BG are set for pictures only.
func mono() Theme {
	t := Theme{
		Name: "mono", About: "no colours: bold, underline and reverse", Mono: true,
		Ground: hex(0x000000), Text: hex(0xffffff),
	}
	for _, r := range Roles() {
		look := Style{FG: t.Text, BG: t.Ground}
		place := true
		switch r {
		case Free:
			look.Faint = true
		case Ready:
		case Running:
			look.Bold = true
		case Waiting:
			look.Underline = true
		case Timed:
			look.Bold, look.Underline = true, true
		default:
			place = false
			look.Bold = r == Bright || r == Trouble || r == Accent || r == Match
			look.Underline = r == Match
			look.Faint = r == Line || r == Ghost // so that the accented frame stands out
		}
		strong, solid := look, look
		strong.Bold = strong.Bold || !place && !strong.Faint
		solid.Reverse = r != Ground && r != Match // the cursor of a text stands on a reversed row
		blank := solid
		blank.Underline = false
		if r == Ground {
			blank.Faint = true
		}
		t.styles[r.Blank()] = blank
		row, strongRow := look, strong
		row.Reverse, strongRow.Reverse = true, true
		t.styles[r.Plain()], t.styles[r.Bold()], t.styles[r.Token()] = look, strong, solid
		t.styles[r.Row()], t.styles[r.RowBold()] = row, strongRow
		later := Style{FG: t.Text, BG: t.Ground, Faint: true}
		laterRow := later
		laterRow.Reverse = true
		t.styles[r.Later()], t.styles[r.In(PalerRow)] = later, laterRow
	}
	return t
}
