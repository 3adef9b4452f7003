package panel

func projectorLayout(f *Frame, w, h int) plan {
	g := *f
	g.Layout = Auto
	return layout(&g, w, h)
}
func (p pen) projector(pl plan) {}
