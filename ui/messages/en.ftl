# Command line
cli-commands = Commands
cli-ask = ask a question, get an answer with citations
cli-documents = list the documents of the knowledge base
cli-doctor = check the configuration and whether each part answers
cli-eval = score retrieval or answers on labelled questions
cli-ingest = add or update files and folders
cli-reindex = rebuild every index from the catalogue
cli-remove = take a document out of the catalogue and every index
cli-search = ranked articles, no answer
cli-serve = start the web service
cli-show = a document's outline, an article's text, or who answers for what
cli-error = error: { $text }
cli-ingesting = reading
cli-ingest-total = { $added } added, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected.
cli-duplicate = the same document is in already, not added twice: { $path }
cli-no-such-path = { $path } does not exist; check the path.
cli-unreadable = { $path } cannot be read: { $why }
cli-history-form = a list of turns is needed (a JSON array)
cli-bad-line = line { $line } of { $path } is not a JSON object with { $needed }; mend it and try again.
cli-no-document = there is no document “{ $document }”; `integrity documents` lists them all.
cli-many-documents = “{ $document }” can mean several documents; give the whole title or the id: { $titles }
cli-no-article = 《{ $document }》 has no “{ $article }”; `integrity show` with the document alone gives its outline.
cli-search-usage = give a query, or both --queries and --out.
cli-ask-usage = give a question, or both --questions and --out.
cli-written = { $rows } rows written to { $path }.
cli-removed = 《{ $title }》 removed; it came from { $paths }
cli-remove-confirm = All { $versions } versions and { $articles } articles of 《{ $title }》 will be removed. Go on?
cli-reindexed = Indexes rebuilt from the catalogue: { $passages } passages.
cli-reindexing = rebuilding
cli-serving = Serving at { $url }  (Ctrl+C stops it)
cli-eval-unknown = “{ $task }” cannot be evaluated.
ask-sources = Sources
ask-source = [{ $n }] 《{ $title }》 number: { $number } article: { $article } status: { $status }
ask-notice = Note: { $text }
search-line = { $rank }. 《{ $title }》 { $number } { $article } { $heading } ({ $score })
show-head = 《{ $title }》  number: { $number }  in force: { $date }  status: { $status }
list-mark = , {""}

# Options
option-data-dir = the data folder (default ./data, or INTEGRITY_DATA_DIR)
option-debug = show the traceback of an error
option-audience = public or staff
option-json = write JSON
option-top-k = how many at most
option-as-of = answer from what was in force that day (YYYY-MM-DD, default today)
option-queries = a JSON-lines file of id and query
option-questions = a JSON-lines file of id and question
option-out = the file to write
option-history = a JSON file with the conversation so far
option-responsibilities = show who leads, who takes part and by when
option-host = address to listen on
option-port = port to listen on
option-yes = do not ask

# Column heads
column-file = file
column-outcome = outcome
column-articles = articles
column-remark = remark
column-title = title
column-number = number
column-issuer = issuer
column-date = date
column-status = status
column-audience = audience
column-article = article
column-heading = heading
column-characters = characters
column-leads = lead
column-participants = taking part
column-deadline = deadline

# Values
outcome-added = added
outcome-updated = updated
outcome-unchanged = unchanged
outcome-rejected = rejected
status-in-force = in force
status-superseded = superseded
status-repealed = repealed
status-not-yet-in-force = not yet in force
status-unknown = validity not stated
audience-public = public
audience-staff = staff

# Why a file was rejected
reason-empty = The file is empty.
reason-no-text = There is no readable text in it (perhaps a scan that needs text recognition). { $detail }
reason-unknown-format = The format is not known; PDF, DOCX, HTML, Markdown and plain text are. { $detail }
reason-not-what-it-says = The content does not match the extension; check the file. { $detail }
reason-encrypted = The file has a password; remove it first. { $detail }
reason-damaged = The file is damaged or incomplete; get it again. { $detail }
reason-too-large = The file is too large. { $detail }
reason-expands-too-far = The compressed content expands beyond reason and is not read. { $detail }
reason-line-too-long = A line is too long for a document; check the file. { $detail }
reason-unknown-encoding = The character encoding cannot be told; save it as UTF-8 and try again. { $detail }
reason-unsafe-name = The file's name is not safe (parent folders, control characters, a link leading out); rename it. { $detail }
reason-unreadable = The file cannot be read; check its permissions. { $detail }
reason-no-articles = No article could be made out. { $detail }

# Doctor
doctor-data = data folder
doctor-database = database
doctor-documents = documents
doctor-passages = passages (public / staff)
doctor-encoder = embedding model
doctor-llm = language model
doctor-none = none (answers quote the documents)
doctor-ok = fine
doctor-unindexed = catalogue and index disagree; run integrity reindex
column-part = part
column-value = state
