# The bot in a container: built once with its packages and the shipped model, run as an ordinary user.
#   docker build -t yuanhua .
#   docker run -e TELEGRAM_BOT_TOKEN -e YUANHUA_ALLOWED_USERS -v ./docs:/app/docs:ro -v yuanhua:/app/var yuanhua
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /app

# PyTorch's CPU build first, so that the locked requirements find it there and no CUDA packages come.
COPY requirements.txt ./
RUN pip install --no-deps --index-url https://download.pytorch.org/whl/cpu "$(sed -n 's/^torch==.*/&+cpu/p' requirements.txt)" \
 && pip install --requirement requirements.txt

COPY bot.py config.py config.toml ./
COPY index index
COPY retrieval retrieval
COPY chat chat
COPY docs docs

RUN useradd --uid 10001 --create-home yuanhua && install -d -o yuanhua var
USER yuanhua
VOLUME /app/var

# The index is built at the first start; when meetings are added, run `python bot.py index` in the container and restart it.
STOPSIGNAL SIGTERM
CMD ["sh", "-c", "{ test -e var/index/current || python bot.py index; } && exec python bot.py"]
