"""The single checks behind `chatbot.verify`: numbers, dates, names, quotations, negation, speakers, roles and meaning."""
