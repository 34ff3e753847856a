// Package learn learns the model of package similar: what terms mean for
// telling whether two questions put the same matter. It reads questions without
// labels, and families of matters, each said in several ways (data/). The
// program itself does not use it; cmd/learn-encoder does.
//
// It begins with latent semantic analysis (Deerwester et al., 1990) and goes on
// by contrast: of a batch of texts each is to be nearer to another text of its
// matter than to all others (the softmax loss over a batch's own negatives;
// Henderson et al., 2017). Products are rounded before they are summed, so that
// the same data give the same model on every platform.
package learn
