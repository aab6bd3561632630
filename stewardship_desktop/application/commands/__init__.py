"""One module per noun, one function `(writer, arguments) -> result` per thing a person does."""
