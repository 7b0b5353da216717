"""The pages, each a Gradio Blocks of its own; what a page may see is the view it is built from."""
